//! Request bodies, with a length or in chunks (RFC 9112, 6 and 7).

use std::io::{BufRead, Read as _};

use super::head::{Framing, Head};
use super::{BodyLimit, Failure};

/// The limit of a chunk's size line and of all trailers together, in bytes.
const MAX_LINE_BYTES: u64 = 8 * 1024;

/// Reads the body that belongs to `head`; more bytes than the limit are refused with 413, unread.
pub(crate) fn read_body(
    reader: &mut impl BufRead,
    head: &Head,
    limit: BodyLimit,
) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    match head.framing()? {
        Framing::Length(length) => append(reader, length, limit, &mut body)?,
        Framing::Chunked => {
            loop {
                let size = chunk_size(&read_line(reader)?)?;
                if size == 0 {
                    break;
                }
                append(reader, size, limit, &mut body)?;
                if !read_line(reader)?.is_empty() {
                    return Err(Failure::malformed("a chunk is longer than its size"));
                }
            }
            skip_trailers(reader)?;
        }
    }
    Ok(body)
}

fn append(
    reader: &mut impl BufRead,
    length: u64,
    limit: BodyLimit,
    body: &mut Vec<u8>,
) -> Result<(), Failure> {
    if length > limit.bytes.saturating_sub(body.len() as u64) {
        return Err(Failure::Refused {
            status: 413,
            rule: limit.rule,
            reason: "the body is too large",
        });
    }
    let read = reader.take(length).read_to_end(body)?;
    if (read as u64) < length {
        return Err(Failure::Gone);
    }
    Ok(())
}

fn chunk_size(line: &[u8]) -> Result<u64, Failure> {
    let size = line.split(|&byte| byte == b';').next().unwrap_or_default();
    str::from_utf8(size.trim_ascii())
        .ok()
        .filter(|size| size.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .and_then(|size| u64::from_str_radix(size, 16).ok())
        .ok_or(Failure::malformed("a chunk's size is not a number"))
}

fn skip_trailers(reader: &mut impl BufRead) -> Result<(), Failure> {
    let mut trailers = reader.take(MAX_LINE_BYTES);
    while !read_line(&mut trailers)?.is_empty() {}
    Ok(())
}

/// A line without its end.
fn read_line(reader: &mut impl BufRead) -> Result<Vec<u8>, Failure> {
    let mut reader = reader.take(MAX_LINE_BYTES);
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    if line.pop() != Some(b'\n') {
        return Err(match reader.limit() {
            0 => Failure::malformed("a line of the chunked body is too long"),
            _ => Failure::Gone,
        });
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::super::read_head;
    use super::*;

    const LIMIT: BodyLimit = BodyLimit { bytes: 10, rule: "1.4" };

    fn body(text: &str) -> Result<Vec<u8>, Failure> {
        let mut reader = text.as_bytes();
        let head = read_head(&mut reader)?;
        let body = read_body(&mut reader, &head, LIMIT)?;
        assert_eq!(reader, b"next", "a body ends where the next request starts");
        Ok(body)
    }

    fn sized(length: &str, rest: &str) -> Result<Vec<u8>, Failure> {
        body(&format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{rest}"))
    }

    fn chunked(rest: &str) -> Result<Vec<u8>, Failure> {
        body(&format!("POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n{rest}"))
    }

    fn status(result: Result<Vec<u8>, Failure>) -> u16 {
        match result {
            Err(Failure::Refused { status, .. }) => status,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_body_has_its_length() {
        assert_eq!(sized("4", "abcdnext").unwrap(), b"abcd");
        assert_eq!(sized("10", "0123456789next").unwrap().len(), 10);
    }

    #[test]
    fn chunks_are_joined_and_trailers_skipped() {
        let text = "3;x=y\r\nabc\r\nA \r\n0123456789\r\n0\r\nT: u\r\n\r\nnext";
        assert_eq!(status(chunked(text)), 413);
        let text = "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: u\r\n\r\nnext";
        assert_eq!(chunked(text).unwrap(), b"abcde");
    }

    #[test]
    fn too_large_is_refused_before_it_is_read() {
        assert_eq!(status(sized("11", "")), 413);
        assert_eq!(status(sized("18446744073709551615", "")), 413);
        assert_eq!(status(chunked("FFFFFFFFFFFFFFFF\r\n")), 413);
    }

    #[test]
    fn broken_chunks_are_refused() {
        for text in ["x\r\n", "+3\r\nabc", "\r\n", "2\r\nabc\r\n"] {
            assert_eq!(status(chunked(text)), 400, "{text:?}");
        }
        assert_eq!(status(chunked(&"1".repeat(9000))), 400);
    }

    #[test]
    fn a_body_that_breaks_off_means_that_the_peer_is_gone() {
        for result in [sized("4", "abc"), chunked("3\r\nab"), chunked("3")] {
            assert!(matches!(result, Err(Failure::Gone)), "{result:?}");
        }
    }
}
