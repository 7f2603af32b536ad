//! The part of HTTP/1.1 that a server needs: heads, bodies with a length or in chunks, keep-alive.

mod body;
mod head;

pub(crate) use body::read_body;
pub(crate) use head::read_head;

use std::io;

/// Why a request could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The peer is gone, between requests or within one.
    Gone,
    /// What arrived cannot be accepted, and this is the answer.
    Refused { status: u16, rule: &'static str, reason: &'static str },
}

/// The limit of a request's body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimit {
    pub(crate) bytes: u64,
    /// The section of the wire contract that sets it.
    pub(crate) rule: &'static str,
}

impl Failure {
    /// A breach of HTTP itself.
    fn breach(status: u16, reason: &'static str) -> Self {
        Self::Refused { status, rule: "HTTP", reason }
    }

    fn malformed(reason: &'static str) -> Self {
        Self::breach(400, reason)
    }
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}
