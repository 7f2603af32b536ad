//! An HTTP client that sends nothing and is always told that all is well.

use telemetry::transport::{Http, HttpError, Permit, Request, Response};

/// Takes everything.
pub struct Sink;

impl Http for Sink {
    fn post(&mut self, _: &Request, _: &Permit) -> Result<Response, HttpError> {
        Ok(Response { status: 200, ..Response::default() })
    }
}
