//! Which backend a path belongs to. A further backend is a variant, its paths and a file.

use std::sync::Mutex;
use std::time::SystemTime;

use crate::Fault;
use crate::answer::Answer;
use crate::application_insights;
use crate::aptabase::{self, RateLimit};
use crate::circumstances::Circumstances;
use crate::forwarding;
use crate::http::BodyLimit;
use crate::lock::lock;
use crate::options::Config;
use crate::otlp;
use crate::posthog::{self, Dedup};
use crate::request::Request;

/// A protocol that the receiver speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// Aptabase (contract 1), `/api/v0/events` and `/api/v0/event`.
    Aptabase,
    /// PostHog (contract 2) in its version 0, `/batch/` and `/i/v0/e/`, also below a prefix.
    PostHog,
    /// Azure Application Insights (contract 3), `/v2/track` and `/v2.1/track`.
    ApplicationInsights,
    /// OpenTelemetry logs over HTTP (contract 4) as JSON, `/v1/logs`, also below a prefix.
    Otlp,
}

impl Backend {
    pub(crate) fn of(path: &str) -> Option<Self> {
        let ends_with = |paths: &[&str]| paths.iter().any(|known| path.ends_with(known));
        match path {
            aptabase::BATCH_PATH | aptabase::SINGLE_PATH => Some(Self::Aptabase),
            _ if application_insights::PATHS.contains(&path) => Some(Self::ApplicationInsights),
            _ if ends_with(&posthog::PATHS) => Some(Self::PostHog),
            _ if ends_with(&[otlp::PATH]) => Some(Self::Otlp),
            _ => None,
        }
    }

    /// The limit of a request's body; where there is no backend, Aptabase's.
    pub(crate) fn body_limit(backend: Option<Self>) -> BodyLimit {
        match backend {
            Some(Self::Aptabase) | None => aptabase::BODY_LIMIT,
            Some(Self::PostHog) => posthog::BODY_LIMIT,
            Some(Self::ApplicationInsights) => application_insights::BODY_LIMIT,
            Some(Self::Otlp) => otlp::BODY_LIMIT,
        }
    }
}

/// Brings requests to their backends, and keeps what these remember from one request to the next.
#[derive(Debug)]
pub(crate) struct Router {
    config: Config,
    aptabase_rate: Mutex<RateLimit>,
    posthog_dedup: Mutex<Dedup>,
}

impl Router {
    pub(crate) fn new(config: Config) -> Self {
        Self { config, aptabase_rate: Mutex::default(), posthog_dedup: Mutex::default() }
    }

    /// The answer of the backend; `fault` is one that lets it answer differently.
    pub(crate) fn route(
        &self,
        request: &Request,
        now: SystemTime,
        fault: Option<&Fault>,
    ) -> Answer {
        let circumstances = Circumstances { now, config: &self.config, fault };
        let backend = Backend::of(&request.path);
        let mut answer = match backend {
            Some(Backend::Aptabase) => self.aptabase(request, now),
            Some(Backend::PostHog) => {
                posthog::handle(request, circumstances, &mut lock(&self.posthog_dedup))
            }
            Some(Backend::ApplicationInsights) => {
                application_insights::handle(request, circumstances)
            }
            Some(Backend::Otlp) => otlp::handle(request, circumstances),
            None => Answer::text(404, "").because("HTTP", "no backend has this path"),
        };
        answer.refusals.extend(forwarding::notes(request));
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

#[cfg(test)]
mod tests {
    use super::Backend;

    #[test]
    fn a_path_belongs_to_one_backend() {
        for (path, backend) in [
            ("/api/v0/events", Some(Backend::Aptabase)),
            ("/prefix/api/v0/events", None),
            ("/batch/", Some(Backend::PostHog)),
            ("/ingest/batch/", Some(Backend::PostHog)),
            ("/i/v0/e/", Some(Backend::PostHog)),
            ("/i/v1/analytics/events", None),
            ("/batch", None),
            ("/v2/track", Some(Backend::ApplicationInsights)),
            ("//v2.1/track", Some(Backend::ApplicationInsights)),
            ("/prefix/v2.1/track", None),
            ("/v1/logs", Some(Backend::Otlp)),
            ("/tenant/a/v1/logs", Some(Backend::Otlp)),
            ("/v1/logs/", None),
            ("/v1/traces", None),
            ("/", None),
        ] {
            assert_eq!(Backend::of(path), backend, "{path}");
        }
    }
}
