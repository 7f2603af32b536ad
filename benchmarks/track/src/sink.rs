//! A backend and an HTTP client that do nothing, as the peers have it: what is compared is the caller's
//! side.

use telemetry::transport::{
    Batch, Destination, Http, HttpError, Outcome, Permit, Request, Response, Shelf, Transport,
};
use telemetry::{Backend, Limits};

/// Takes a hundred events at a time, and writes nothing.
pub struct Nowhere;

impl Transport for Nowhere {
    fn destination(&self) -> Result<Destination, String> {
        Ok(Destination::Named { url: "http://127.0.0.1:9".to_owned() })
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: 100, bytes: usize::MAX, age: None }
    }

    fn encode(&mut self, _: &Batch<'_>, _: &mut Request) {}

    fn judge(&mut self, _: &Response, _: u64) -> Outcome {
        Outcome::Accepted
    }

    fn http(&self) -> Box<dyn Http> {
        Box::new(Sink)
    }
}

impl Backend for Nowhere {
    const LIMITS: Limits = Limits { backend: "nowhere", name: 200, key: 200 };
}

/// Takes everything.
pub struct Sink;

impl Http for Sink {
    fn post(&mut self, _: &Request, _: &Permit) -> Result<Response, HttpError> {
        Ok(Response { status: 200, ..Response::default() })
    }
}
