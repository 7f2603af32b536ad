//! The circuit breaker: a backend that fails again and again is left alone for a while, and then asked
//! with one request whether it is back. A pure function of what happened.

use std::time::Duration;

/// The failures in a row, whatever the batch, after which nothing is sent for a while: more than one
/// batch has with the usual number of retries.
const OPENS_AFTER: u32 = 8;

/// The first rest; it doubles with each failure that follows one.
const FIRST_REST: Duration = Duration::from_secs(60);

/// The longest rest.
const LONGEST_REST: Duration = Duration::from_secs(30 * 60);

/// Whether requests may start.
#[derive(Debug, Default)]
pub(crate) struct Circuit {
    /// The failures since the last success.
    failures: u32,
    /// When the next request may start.
    rests_until: Option<Duration>,
    /// Until when the backend wants nothing, because a quota is used up.
    paused_until: Option<Duration>,
}

impl Circuit {
    /// When the next request may start, if not at once.
    pub(crate) fn rests_until(&self, now: Duration) -> Option<Duration> {
        self.rests_until.max(self.paused_until).filter(|until| *until > now)
    }

    /// The backend wants nothing until then; no probe goes before that.
    pub(crate) fn pause(&mut self, until: Duration) {
        self.paused_until = Some(until);
    }

    /// The backend took something: the circuit closes.
    pub(crate) fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// The backend took nothing; `now` is when that was known.
    pub(crate) fn failed(&mut self, now: Duration) {
        self.failures = self.failures.saturating_add(1);
        if let Some(rests) = self.failures.checked_sub(OPENS_AFTER) {
            let rest = FIRST_REST.saturating_mul(2u32.saturating_pow(rests)).min(LONGEST_REST);
            self.rests_until = Some(now.saturating_add(rest));
        }
    }

    /// Whether the backend has not failed too often in a row.
    pub(crate) fn is_closed(&self) -> bool {
        self.failures < OPENS_AFTER
    }

    /// Lets one request through before the rest is over: somebody waits for it.
    pub(crate) fn half_open(&mut self) {
        self.rests_until = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1000);

    fn after(failures: u32) -> Circuit {
        let mut circuit = Circuit::default();
        for _ in 0..failures {
            circuit.failed(NOW);
        }
        circuit
    }

    #[test]
    fn it_opens_after_the_last_failure_that_is_borne() {
        assert_eq!(after(OPENS_AFTER - 1).rests_until(NOW), None);
        assert_eq!(after(OPENS_AFTER).rests_until(NOW), Some(NOW + FIRST_REST));
    }

    #[test]
    fn each_failure_of_a_probe_doubles_the_rest_up_to_the_longest() {
        let rests: Vec<_> = (0..7)
            .filter_map(|n| Some((after(OPENS_AFTER + n).rests_until(NOW)? - NOW).as_secs() / 60))
            .collect();
        assert_eq!(rests, [1, 2, 4, 8, 16, 30, 30]);
        assert_eq!(after(1000).rests_until(NOW), Some(NOW + LONGEST_REST));
    }

    #[test]
    fn one_success_closes_it() {
        let mut circuit = after(20);
        circuit.succeeded();
        assert_eq!(circuit.rests_until(NOW), None);
        circuit.failed(NOW);
        assert_eq!(circuit.rests_until(NOW), None);
    }

    #[test]
    fn a_probe_may_go_before_the_rest_is_over() {
        let mut circuit = after(OPENS_AFTER);
        circuit.half_open();
        assert_eq!(circuit.rests_until(NOW), None);
        circuit.failed(NOW);
        assert_eq!(circuit.rests_until(NOW), Some(NOW + 2 * FIRST_REST));
    }

    #[test]
    fn a_pause_lasts_and_no_probe_goes_before_its_end() {
        let mut circuit = after(1);
        circuit.pause(NOW + FIRST_REST);
        circuit.half_open();
        assert_eq!(circuit.rests_until(NOW), Some(NOW + FIRST_REST));
        assert_eq!(circuit.rests_until(NOW + FIRST_REST), None);
    }
}
