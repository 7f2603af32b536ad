//! Aptabase's transport, with somebody who looks at each thing that it does for the worker.

use telemetry::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};
use telemetry::{Aptabase, Backend, Limits};
use telemetry_receiver::DEFAULT_KEY;

/// What a transport does with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Encode,
    Compress,
    Judge,
}

/// Calls `watch` when it has done each of these.
pub struct Watched {
    aptabase: Aptabase,
    watch: Box<dyn FnMut(Work) + Send>,
}

impl Watched {
    pub fn new(host: &str, watch: impl FnMut(Work) + Send + 'static) -> Self {
        Self { aptabase: Aptabase::new(DEFAULT_KEY).host(host), watch: Box::new(watch) }
    }
}

impl Backend for Watched {
    const LIMITS: Limits = Aptabase::LIMITS;
}

impl Transport for Watched {
    fn destination(&self) -> Result<Destination, String> {
        self.aptabase.destination()
    }

    fn shelf(&self) -> Shelf {
        self.aptabase.shelf()
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        self.aptabase.encode(batch, request);
        (self.watch)(Work::Encode);
    }

    fn compress(&mut self, request: &mut Request) {
        self.aptabase.compress(request);
        (self.watch)(Work::Compress);
    }

    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        let outcome = self.aptabase.judge(response, now);
        (self.watch)(Work::Judge);
        outcome
    }

    fn http(&self) -> Box<dyn Http> {
        self.aptabase.http()
    }
}
