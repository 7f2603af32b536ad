//! The limit of requests per second (contract 1.6).

use std::time::{Duration, SystemTime};

use crate::answer::Answer;

/// Requests in one window.
const MAX_REQUESTS: u32 = 20;

const WINDOW: Duration = Duration::from_secs(1);

/// A fixed window, which starts with the first request after the last one. The server keeps one
/// for each client address; on the loopback interface there is only one address.
#[derive(Debug, Default)]
pub(crate) struct RateLimit {
    start: Option<SystemTime>,
    requests: u32,
}

impl RateLimit {
    pub(crate) fn admit(&mut self, now: SystemTime) -> bool {
        let within = self
            .start
            .is_some_and(|start| now.duration_since(start).is_ok_and(|passed| passed < WINDOW));
        if !within {
            self.start = Some(now);
            self.requests = 0;
        }
        self.requests += 1;
        self.requests <= MAX_REQUESTS
    }

    /// 429, without `Retry-After`.
    pub(crate) fn refusal() -> Answer {
        Answer::text(429, "").because("1.6", "more than 20 requests in one second")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_requests_fit_into_a_second() {
        let start = SystemTime::UNIX_EPOCH;
        let mut limit = RateLimit::default();
        assert!((0..20).all(|_| limit.admit(start)));
        assert!(!limit.admit(start + Duration::from_millis(999)));
        assert!(limit.admit(start + WINDOW));
    }
}
