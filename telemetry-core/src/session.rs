//! Anonymous sessions: a start and a random number, held in memory only.

use std::time::{Duration, SystemTime};

use uuid::Uuid;

use crate::clock::unix_milliseconds;

/// A run of events without a long pause between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// When its first event happened, in milliseconds since 1970.
    pub started: u64,
    /// What tells it from all others that started at the same time.
    pub random: u64,
}

impl Session {
    /// One that nobody can join to another.
    pub(crate) fn new(started: u64) -> Self {
        Self { started, random: Uuid::new_v4().as_u64_pair().1 }
    }
}

/// A pause after which a new session starts: one hour, as Aptabase's own SDKs have it.
pub const PAUSE: Duration = Duration::from_secs(60 * 60);

/// The longest session: a day, beyond which PostHog splits it itself.
pub const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How far the clock may fall behind a session's start: Aptabase drops what starts more than ten
/// minutes ahead.
pub const AHEAD: Duration = Duration::from_secs(10 * 60);

/// New sessions in place of old ones, event by event in their order.
#[derive(Debug, Default)]
pub(crate) struct Restart {
    last: Option<(Session, Session)>,
}

impl Restart {
    /// The session of an event at that time, which belonged to `old`.
    pub(crate) fn of(&mut self, old: Session, time: u64) -> Session {
        let new = match self.last {
            Some((before, new)) if before == old => new,
            _ => Session::new(time),
        };
        self.last = Some((old, new));
        new
    }
}

/// The session that is open, if any.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    session: Session,
    /// When its last event happened.
    last: SystemTime,
}

/// A stretch of time whose events belong to one session for sure: two comparisons tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    from: SystemTime,
    until: SystemTime,
}

impl Sessions {
    /// The session of an event at that time.
    pub(crate) fn at(&mut self, now: SystemTime) -> Session {
        let time = unix_milliseconds(now);
        let session = match &self.open {
            Some(open) if continues(open.session, unix_milliseconds(open.last), time) => {
                open.session
            }
            _ => Session::new(time),
        };
        self.open = Some(Open { session, last: now });
        session
    }

    /// The time in which there is no need to ask.
    pub(crate) fn stretch(&self) -> Option<Stretch> {
        let Open { session, last } = *self.open.as_ref()?;
        let started = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(session.started))?;
        let until = last.checked_add(PAUSE)?.min(started.checked_add(LONGEST)?);
        Some(Stretch { from: started.checked_sub(AHEAD)?, until })
    }

    /// Notes the last of the events that belonged to it without asking.
    pub(crate) fn went_on(&mut self, last: SystemTime) {
        if let Some(open) = &mut self.open {
            open.last = last;
        }
    }
}

impl Stretch {
    #[inline]
    pub(crate) fn covers(&self, time: SystemTime) -> bool {
        self.from <= time && time <= self.until
    }
}

/// One without time.
impl Default for Stretch {
    fn default() -> Self {
        Self { from: SystemTime::UNIX_EPOCH, until: SystemTime::UNIX_EPOCH }
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

    fn time(unix_milliseconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(unix_milliseconds)
    }

    #[test]
    fn a_session_goes_on_without_a_long_pause() {
        let mut sessions = Sessions::default();
        let first = sessions.at(time(START));
        assert_eq!(sessions.at(time(START + HOUR)), first);
        assert_eq!(sessions.at(time(START + 2 * HOUR)), first);
        assert_ne!(sessions.at(time(START + 3 * HOUR + 1)), first);
    }

    #[test]
    fn no_session_outlasts_a_day() {
        let mut sessions = Sessions::default();
        let first = sessions.at(time(START));
        for hour in 1..=24 {
            assert_eq!(sessions.at(time(START + hour * HOUR)), first);
        }
        assert_ne!(sessions.at(time(START + 25 * HOUR)), first);
    }

    #[test]
    fn a_clock_that_jumps_back_starts_a_new_session() {
        let mut sessions = Sessions::default();
        let first = sessions.at(time(START));
        assert_eq!(sessions.at(time(START - 60_000)), first);
        let second = sessions.at(time(START - HOUR));
        assert_eq!(second.started, START - HOUR);
    }
}
