//! What a backend answers, and how that is written as HTTP/1.1.

use serde_json::{Value, json};

use crate::Event;
use crate::refusal::{Consequence, Refusal};

/// An answer, and what it did to the request's events.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) events: Vec<Event>,
    pub(crate) refusals: Vec<Refusal>,
}

impl Answer {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), ..Self::default() }.header("Content-Type", content_type)
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json; charset=utf-8", body.to_string())
    }

    pub(crate) fn text(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body.into())
    }

    /// A ProblemDetails object (RFC 9457) with ASP.NET's `errors` extension: field -> messages.
    pub(crate) fn problem(status: u16, errors: &Value) -> Self {
        let problem = json!({
            "type": "about:blank",
            "title": reason_phrase(status),
            "status": status,
            "errors": errors,
        });
        Self::new(status, "application/problem+json; charset=utf-8", problem.to_string())
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Notes that this answer is the consequence of a breach of `rule`.
    pub(crate) fn because(mut self, rule: &'static str, reason: impl Into<String>) -> Self {
        let consequence = Consequence::Answered(self.status);
        self.refusals.push(Refusal::new(consequence, rule, reason));
        self
    }

    /// The whole answer with the length that its body has.
    pub(crate) fn to_bytes(&self, close: bool) -> Vec<u8> {
        let bodiless = matches!(self.status, 100..=199 | 204 | 304);
        let length = (!bodiless).then_some(self.body.len());
        let mut bytes = self.head(length, close);
        if !bodiless {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }

    /// The head, with the length that it is to claim.
    pub(crate) fn head(&self, length: Option<usize>, close: bool) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason_phrase(self.status));
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if let Some(length) = length {
            head += &format!("Content-Length: {length}\r\n");
        }
        if close {
            head += "Connection: close\r\n";
        }
        head += "\r\n";
        head.into_bytes()
    }
}

/// The customary words for a status; empty, which HTTP allows, for unusual ones.
fn reason_phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        418 => "I'm a teapot",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
