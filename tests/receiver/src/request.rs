//! A request as it was received.

use std::borrow::Cow;
use std::time::Instant;

use serde_json::Value;

use crate::Backend;
use crate::gzip;

/// A request whose head and body have arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which TCP connection it came by, counted from 0: equal numbers show that one was reused.
    pub connection: usize,
    /// The method, as sent.
    pub method: String,
    /// The request target, as sent.
    pub target: String,
    /// The target's path, without origin and query.
    pub path: String,
    /// Names and values in the order sent; bytes that are not UTF-8 are replaced.
    pub headers: Vec<(String, String)>,
    /// The body without its transfer coding, but still packed if it is gzip; empty if it was refused
    /// unread for its size.
    pub body: Vec<u8>,
    /// When the request was complete.
    pub arrived: Instant,
    /// The status answered; `None` while there is no answer, and for good if a
    /// [`Fault`](crate::Fault) took it away.
    pub status: Option<u16>,
}

impl Request {
    /// The first value of a header; names are compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The body, unpacked if it is gzip.
    pub fn content(&self) -> Cow<'_, [u8]> {
        let limit = Backend::body_limit(Backend::of(&self.path));
        gzip::unpack(&self.body, limit, limit.rule)
            .map_or(Cow::Borrowed(self.body.as_slice()), Cow::Owned)
    }

    /// The content as text; bytes that are not UTF-8 are replaced.
    pub fn text(&self) -> Cow<'_, str> {
        match self.content() {
            Cow::Borrowed(content) => String::from_utf8_lossy(content),
            Cow::Owned(content) => String::from_utf8_lossy(&content).into_owned().into(),
        }
    }

    /// The content as JSON, if it is that.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.content()).ok()
    }
}

/// The first value of a header; names are compared without case.
pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// The path of a target in origin form (`/path?query`) or absolute form (`http://host/path`, which
/// a client sends to a proxy).
pub(crate) fn path(target: &str) -> &str {
    let origin_form = match target.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            rest.find('/').map_or("/", |start| &rest[start..])
        }
        _ => target,
    };
    origin_form.split_once('?').map_or(origin_form, |(path, _query)| path)
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn the_path_has_neither_origin_nor_query() {
        assert_eq!(path("/api/v0/events"), "/api/v0/events");
        assert_eq!(path("/batch/?compression=gzip"), "/batch/");
        assert_eq!(path("http://localhost:3000/api?x=http://y/z"), "/api");
        assert_eq!(path("http://localhost"), "/");
        assert_eq!(path("/redirect?to=http://elsewhere/"), "/redirect");
        assert_eq!(path("*"), "*");
    }
}
