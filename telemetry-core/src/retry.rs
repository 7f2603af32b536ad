//! When a batch that did not arrive is sent again: a pure function of what happened.

use std::time::Duration;

/// How often and how soon a batch is sent again.
#[derive(Clone, Copy, Debug)]
pub struct RetryPolicy {
    /// How often a batch is sent again after the first attempt.
    pub retries: u32,
    /// The longest wait before the first retry; it doubles with each.
    pub first_wait: Duration,
    /// The longest wait, also where the server asks for a longer one.
    pub longest_wait: Duration,
}

impl Default for RetryPolicy {
    /// Five retries; at most 1 s before the first, 30 s before any (what posthog-rs lets a
    /// server ask for).
    fn default() -> Self {
        Self {
            retries: 5,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// Whether no attempt may follow on so many.
    pub(crate) fn are_used_up(&self, attempts: u32) -> bool {
        attempts > self.retries
    }

    /// How long to wait before the next attempt, or `None` to give up. `attempts` were made, the
    /// server asked for a wait of `asked`, and `random` is any number: the wait is drawn evenly from
    /// all up to the longest (full jitter), so that clients do not come back together.
    pub(crate) fn wait(
        &self,
        attempts: u32,
        asked: Option<Duration>,
        random: u64,
    ) -> Option<Duration> {
        if self.are_used_up(attempts) {
            return None;
        }
        if let Some(asked) = asked {
            return Some(asked.min(self.longest_wait));
        }
        let doubled = 2u32.saturating_pow(attempts.saturating_sub(1));
        let longest = self.first_wait.saturating_mul(doubled).min(self.longest_wait);
        let share = random as f64 / u64::MAX as f64;
        Some(longest.mul_f64(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_the_longest() {
        let policy = RetryPolicy { retries: 10, ..RetryPolicy::default() };
        let waits: Vec<_> = (1..=7).filter_map(|n| policy.wait(n, None, u64::MAX)).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30].map(Duration::from_secs));
    }

    #[test]
    fn the_wait_is_drawn_from_all_up_to_the_longest() {
        let policy = RetryPolicy::default();
        assert_eq!(policy.wait(1, None, 0), Some(Duration::ZERO));
        let half = policy.wait(1, None, u64::MAX / 2).unwrap_or_default();
        assert!(half > Duration::from_millis(499) && half < Duration::from_millis(501));
    }

    #[test]
    fn the_server_may_ask_for_a_wait_but_not_for_a_day() {
        let policy = RetryPolicy::default();
        let asked = |seconds| policy.wait(1, Some(Duration::from_secs(seconds)), 0);
        assert_eq!(asked(7), Some(Duration::from_secs(7)));
        assert_eq!(asked(86_400), Some(Duration::from_secs(30)));
    }

    #[test]
    fn a_batch_is_given_up_after_the_last_retry() {
        let policy = RetryPolicy { retries: 1, ..RetryPolicy::default() };
        assert!(policy.wait(1, None, 0).is_some());
        assert!(policy.wait(2, None, 0).is_none());
        assert!(policy.wait(2, Some(Duration::ZERO), 0).is_none());
    }
}
