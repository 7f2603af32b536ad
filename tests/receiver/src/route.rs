//! Which backend a path belongs to. A further backend is a variant, its paths and a file.

use std::sync::Mutex;
use std::time::SystemTime;

use crate::answer::Answer;
use crate::aptabase::{self, RateLimit};
use crate::http::BodyLimit;
use crate::lock::lock;
use crate::options::Config;
use crate::request::Request;

/// A protocol that the receiver speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// Aptabase (contract 1), `/api/v0/events` and `/api/v0/event`.
    Aptabase,
}

impl Backend {
    pub(crate) fn of(path: &str) -> Option<Self> {
        match path {
            aptabase::BATCH_PATH | aptabase::SINGLE_PATH => Some(Self::Aptabase),
            _ => None,
        }
    }

    /// The limit of a request's body; where there is no backend, the smallest one's.
    pub(crate) fn body_limit(backend: Option<Self>) -> BodyLimit {
        match backend {
            Some(Self::Aptabase) | None => aptabase::BODY_LIMIT,
        }
    }
}

/// Brings requests to their backends, and keeps what these remember from one request to the next.
#[derive(Debug)]
pub(crate) struct Router {
    config: Config,
    aptabase_rate: Mutex<RateLimit>,
}

impl Router {
    pub(crate) fn new(config: Config) -> Self {
        Self { config, aptabase_rate: Mutex::default() }
    }

    pub(crate) fn route(&self, request: &Request, now: SystemTime) -> Answer {
        let backend = Backend::of(&request.path);
        let mut answer = match backend {
            Some(Backend::Aptabase) => self.aptabase(request, now),
            None => Answer::text(404, "").because("HTTP", "no backend has this path"),
        };
        for refusal in &mut answer.refusals {
            refusal.backend = backend;
        }
        answer
    }

    fn aptabase(&self, request: &Request, now: SystemTime) -> Answer {
        if self.config.rate_limited && !lock(&self.aptabase_rate).admit(now) {
            return RateLimit::refusal();
        }
        aptabase::handle(request, now, &self.config)
    }
}
