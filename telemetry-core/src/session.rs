//! Anonymous sessions: a start and a random number, held in memory only.

use std::time::Duration;

use uuid::Uuid;

/// A run of events without a long pause between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// When its first event happened, in milliseconds since 1970.
    pub started: u64,
    /// What tells it from all others that started at the same time.
    pub random: u64,
}

/// A pause after which a new session starts: one hour, as Aptabase's own SDKs have it (contract,
/// section 1.5).
pub const PAUSE: Duration = Duration::from_secs(60 * 60);

/// The longest session: a day, beyond which PostHog splits it itself (contract, section 2.5).
pub const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How far the clock may fall behind a session's start: Aptabase drops what starts more than ten
/// minutes ahead (contract, section 1.5).
pub const AHEAD: Duration = Duration::from_secs(10 * 60);

/// The session that is open, if any.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    open: Option<(Session, u64)>,
}

impl Sessions {
    /// The session of an event at that time, in milliseconds since 1970.
    pub(crate) fn at(&mut self, now: u64) -> Session {
        let session = match self.open {
            Some((session, last)) if continues(session, last, now) => session,
            _ => Session { started: now, random: Uuid::new_v4().as_u64_pair().1 },
        };
        self.open = Some((session, now));
        session
    }
}

fn continues(session: Session, last: u64, now: u64) -> bool {
    let within = |from: u64, to: u64, limit: Duration| {
        u128::from(to.saturating_sub(from)) <= limit.as_millis()
    };
    within(last, now, PAUSE)
        && within(session.started, now, LONGEST)
        && within(now, session.started, AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 1_795_233_000_000;
    const HOUR: u64 = 60 * 60 * 1000;

    #[test]
    fn a_session_goes_on_without_a_long_pause() {
        let mut sessions = Sessions::default();
        let first = sessions.at(START);
        assert_eq!(sessions.at(START + HOUR), first);
        assert_eq!(sessions.at(START + 2 * HOUR), first);
        assert_ne!(sessions.at(START + 3 * HOUR + 1), first);
    }

    #[test]
    fn no_session_outlasts_a_day() {
        let mut sessions = Sessions::default();
        let first = sessions.at(START);
        for hour in 1..=24 {
            assert_eq!(sessions.at(START + hour * HOUR), first);
        }
        assert_ne!(sessions.at(START + 25 * HOUR), first);
    }

    #[test]
    fn a_clock_that_jumps_back_starts_a_new_session() {
        let mut sessions = Sessions::default();
        let first = sessions.at(START);
        assert_eq!(sessions.at(START - 60_000), first);
        let second = sessions.at(START - HOUR);
        assert_eq!(second.started, START - HOUR);
    }
}
