//! Request heads.

use std::io::{BufRead, Read as _};

use super::Failure;
use crate::request::header;

/// The limit of request line and headers together, Kestrel's default in bytes.
const MAX_HEAD_BYTES: u64 = 32 * 1024;

/// The limit of headers in number, Kestrel's default.
const MAX_HEADERS: usize = 100;

#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    minor_version: u8,
}

/// How the body's end is found (RFC 9112, 6).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Framing {
    Length(u64),
    Chunked,
}

impl Head {
    pub(crate) fn expects_continue(&self) -> bool {
        header(&self.headers, "Expect")
            .is_some_and(|value| value.eq_ignore_ascii_case("100-continue"))
    }

    pub(crate) fn keeps_alive(&self) -> bool {
        let close = header(&self.headers, "Connection").is_some_and(|value| {
            value.split(',').any(|token| token.trim().eq_ignore_ascii_case("close"))
        });
        // A client reads no body after HEAD. Closing spares the answers a second form.
        self.minor_version >= 1 && !close && self.method != "HEAD"
    }

    pub(super) fn framing(&self) -> Result<Framing, Failure> {
        let length = self.content_length()?;
        match (header(&self.headers, "Transfer-Encoding"), length) {
            (None, length) => Ok(Framing::Length(length.unwrap_or(0))),
            (Some(_), Some(_)) => {
                Err(Failure::malformed("both Content-Length and Transfer-Encoding"))
            }
            (Some(coding), None) if coding.eq_ignore_ascii_case("chunked") => Ok(Framing::Chunked),
            (Some(_), None) => Err(Failure::breach(501, "a transfer coding other than chunked")),
        }
    }

    fn content_length(&self) -> Result<Option<u64>, Failure> {
        let mut found = None;
        for (name, value) in &self.headers {
            if !name.eq_ignore_ascii_case("Content-Length") {
                continue;
            }
            let digits = value.bytes().all(|byte| byte.is_ascii_digit());
            match value.parse() {
                Ok(length) if digits && found.is_none_or(|other| other == length) => {
                    found = Some(length);
                }
                _ => return Err(Failure::malformed("Content-Length is not one number")),
            }
        }
        Ok(found)
    }
}

pub(crate) fn read_head(reader: &mut impl BufRead) -> Result<Head, Failure> {
    let mut reader = reader.take(MAX_HEAD_BYTES);
    let mut bytes = Vec::new();
    loop {
        let start = bytes.len();
        reader.read_until(b'\n', &mut bytes)?;
        match &bytes[start..] {
            // Blank lines before a request are skipped, as RFC 9112, 2.2 asks for.
            b"\r\n" | b"\n" if start == 0 => bytes.clear(),
            b"\r\n" | b"\n" => return parse(&bytes),
            line if line.ends_with(b"\n") => {}
            _ if reader.limit() == 0 => {
                return Err(Failure::breach(431, "the head is too large"));
            }
            _ => return Err(Failure::Gone),
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Head, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Failure::breach(431, "too many headers"));
        }
        Ok(httparse::Status::Partial) | Err(_) => {
            return Err(Failure::malformed("the head is not HTTP/1.1"));
        }
    }
    Ok(Head {
        method: request.method.unwrap_or_default().to_owned(),
        target: request.path.unwrap_or_default().to_owned(),
        minor_version: request.version.unwrap_or_default(),
        headers: request
            .headers
            .iter()
            .map(|header| {
                let value = String::from_utf8_lossy(header.value).into_owned();
                (header.name.to_owned(), value)
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Head, Failure> {
        read_head(&mut text.as_bytes())
    }

    fn status(text: &str) -> u16 {
        match head(text).and_then(|head| head.framing()) {
            Err(Failure::Refused { status, .. }) => status,
            other => panic!("{other:?} for {text:?}"),
        }
    }

    #[test]
    fn a_head_is_split_into_its_parts() {
        let head = head("\r\nPOST /x?y HTTP/1.1\r\nHost: a\r\nX-Y:  z \r\n\r\nbody").unwrap();
        assert_eq!((head.method.as_str(), head.target.as_str()), ("POST", "/x?y"));
        assert_eq!(header(&head.headers, "x-y"), Some("z"));
        assert!(head.keeps_alive());
        assert_eq!(head.framing().unwrap(), Framing::Length(0));
    }

    #[test]
    fn a_connection_ends_when_one_side_cannot_keep_it() {
        for text in [
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.1\r\nConnection: x, Close\r\n\r\n",
            "HEAD / HTTP/1.1\r\n\r\n",
        ] {
            assert!(!head(text).unwrap().keeps_alive(), "{text:?}");
        }
    }

    #[test]
    fn contradictory_framing_is_refused() {
        let post = |headers: &str| format!("POST / HTTP/1.1\r\n{headers}\r\n\r\n");
        assert_eq!(status(&post("Content-Length: +2")), 400);
        assert_eq!(status(&post("Content-Length:")), 400);
        assert_eq!(status(&post("Content-Length: 2\r\nContent-Length: 3")), 400);
        assert_eq!(status(&post("Content-Length: 2\r\nTransfer-Encoding: chunked")), 400);
        assert_eq!(status(&post("Transfer-Encoding: gzip, chunked")), 501);
    }

    #[test]
    fn heads_are_bounded_and_well_formed() {
        assert_eq!(status("\u{16}\u{3}\u{1} not HTTP\r\n\r\n"), 400);
        assert_eq!(status(&"x".repeat(40_000)), 431);
        let many = "A: b\r\n".repeat(101);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\n{many}\r\n")), 431);
    }

    #[test]
    fn a_head_that_breaks_off_means_that_the_peer_is_gone() {
        for text in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n"] {
            assert!(matches!(head(text), Err(Failure::Gone)), "{text:?}");
        }
    }
}
