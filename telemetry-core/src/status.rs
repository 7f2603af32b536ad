//! What an application, and its user, can see of telemetry at any moment.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;

use crate::consent::Consent;
use crate::detect::Rule;
use crate::gate::OffReason;

/// Whether telemetry runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It does not, and why.
    Off(OffReason),
    /// Events wait in memory for the user's decision.
    Waiting,
    /// Events are sent.
    On,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off(reason) => write!(f, "off: {reason}"),
            Self::Waiting => f.write_str("waiting for the user's decision"),
            Self::On => f.write_str("on"),
        }
    }
}

/// All that can be known of telemetry from outside. It holds no value of any event.
#[derive(Clone, Debug)]
pub struct Status {
    /// Whether it runs.
    pub state: State,
    /// What the user said.
    pub consent: Consent,
    /// Where events are sent, without secrets.
    pub endpoint: Option<String>,
    /// What became of the events.
    pub counts: Counts,
    /// What became of the sessions and days that events are made of.
    pub gathered: Gathered,
    /// The properties that the value filter left out, by rule.
    pub filtered: BTreeMap<Rule, u64>,
    /// The texts in which a part was masked, by the rule that asked for it.
    pub masked: BTreeMap<Rule, u64>,
    /// The values that were left out because they were not of the kind that their property declares: only
    /// code that is written against the library's hidden module has any.
    pub mismatched: u64,
    /// What went wrong last in each place, in words for people. Where it was a file they name it, which
    /// can name the user: they are to be shown, not sent.
    pub problems: BTreeMap<Place, String>,
}

impl Status {
    /// Why events are sent, or wait; why telemetry is off is in its state.
    fn why(&self) -> Option<&'static str> {
        match (&self.state, self.consent) {
            (State::On, Consent::Granted) => Some("the user agreed"),
            (State::On, _) => Some("the application sends until the user says no"),
            (State::Waiting, _) => Some("nothing is sent before the user agrees"),
            (State::Off(_), _) => None,
        }
    }
}

/// Where something can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Reading or writing the state folder.
    StateFolder,
    /// Reading or writing the install's id.
    Identity,
    /// What is said of the application and the machine.
    Source,
    /// Sending.
    Delivery,
    /// The worker's thread.
    Worker,
    /// Keeping a day's counters.
    Rollup,
    /// A handler of the bridge.
    Bridge,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StateFolder => "state folder",
            Self::Identity => "identity",
            Self::Source => "application and machine",
            Self::Delivery => "delivery",
            Self::Worker => "worker",
            Self::Rollup => "rollup",
            Self::Bridge => "bridge",
        })
    }
}

/// What became of the sessions and days that are gathered before they become events: see
/// [`SessionAggregator`](crate::aggregate::SessionAggregator) and [`Rollup`](crate::aggregate::Rollup).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Sessions that are open.
    pub open: u64,
    /// Sessions that ended early because there were too many.
    pub ended_early: u64,
    /// Sessions and days that had no event, because they saw nothing that is worth one.
    pub empty: u64,
    /// Times that the application's code panicked while it gathered.
    pub panicked: u64,
    /// Updates that a handler of [`on_end`](crate::aggregate::SessionAggregator::on_end) made of its own
    /// aggregator: they are left out, as it would never come to an end.
    pub left_out: u64,
    /// Days whose counters could not be read, and are lost.
    pub damaged: u64,
}

/// What became of the events. At every moment `recorded` is the sum of all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events that were tracked while telemetry ran or waited.
    pub recorded: u64,
    /// Events that the backend accepted.
    pub sent: u64,
    /// Events that wait or are under way.
    pub pending: u64,
    /// Events that were given up.
    pub dropped: Dropped,
}

/// The events that were given up, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    by_reason: [u64; DropReason::ALL.len()],
}

impl Dropped {
    /// How many were given up for that reason.
    pub fn by(&self, reason: DropReason) -> u64 {
        self.by_reason[reason as usize]
    }

    /// How many were given up in all.
    pub fn total(&self) -> u64 {
        self.by_reason.iter().sum()
    }

    /// Those of some reasons.
    pub(crate) fn only(&self, reasons: &[DropReason]) -> Self {
        let mut some = Self::default();
        for reason in reasons {
            some.by_reason[*reason as usize] = self.by(*reason);
        }
        some
    }

    /// Those that came after an earlier moment.
    pub(crate) fn since(&self, earlier: &Self) -> Self {
        let mut new = *self;
        for (new, before) in new.by_reason.iter_mut().zip(&earlier.by_reason) {
            *new = new.saturating_sub(*before);
        }
        new
    }

    pub(crate) fn add(&mut self, reason: DropReason, events: usize) {
        self.by_reason[reason as usize] += events as u64;
    }
}

/// Why an event was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DropReason {
    /// The queue was full.
    Overflow,
    /// The user refused or withdrew consent.
    Denied,
    /// It may be sent once per install, and was.
    Repeated,
    /// It may be sent once per install, and the state folder cannot tell whether it was.
    MarkerUnavailable,
    /// It waited longer than the backend takes events.
    Stale,
    /// The backend refused it.
    Refused,
    /// Sending failed too often.
    RetriesUsedUp,
    /// Telemetry was shut down before it could be sent.
    ShutDown,
    /// The worker failed.
    WorkerFailed,
    /// It was copied by a fork of the process; the original is still sent.
    Forked,
    /// The application's `before_send` hook discarded it.
    Discarded,
    /// The application's `before_send` hook panicked over it.
    HookFailed,
    /// It was tracked by the `before_send` hook, to which it would come back.
    Reentrant,
}

impl DropReason {
    /// Every reason.
    pub const ALL: [Self; 13] = [
        Self::Overflow,
        Self::Denied,
        Self::Repeated,
        Self::MarkerUnavailable,
        Self::Stale,
        Self::Refused,
        Self::RetriesUsedUp,
        Self::ShutDown,
        Self::WorkerFailed,
        Self::Forked,
        Self::Discarded,
        Self::HookFailed,
        Self::Reentrant,
    ];

    /// The reason's name, in snake_case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::Denied => "denied",
            Self::Repeated => "repeated",
            Self::MarkerUnavailable => "marker_unavailable",
            Self::Stale => "stale",
            Self::Refused => "refused",
            Self::RetriesUsedUp => "retries_used_up",
            Self::ShutDown => "shut_down",
            Self::WorkerFailed => "worker_failed",
            Self::Forked => "forked",
            Self::Discarded => "discarded",
            Self::HookFailed => "hook_failed",
            Self::Reentrant => "reentrant",
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { recorded, sent, pending, dropped } = self;
        write!(f, "{recorded} recorded, {sent} sent, {pending} pending, {dropped}")
    }
}

impl fmt::Display for Gathered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { open, ended_early, empty, panicked, left_out, damaged } = self;
        write!(
            f,
            "{open} sessions open, {ended_early} ended early, {empty} empty, {panicked} panicked, {left_out} left out, {damaged} damaged"
        )
    }
}

/// How many, and in brackets why.
impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = DropReason::ALL.iter().filter(|reason| self.by(**reason) > 0);
        let reasons: Vec<_> =
            reasons.map(|reason| format!("{} {}", self.by(*reason), reason.name())).collect();
        match reasons.is_empty() {
            true => f.write_str("0 dropped"),
            false => write!(f, "{} dropped ({})", self.total(), reasons.join(", ")),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "telemetry: {}", self.state)?;
        writeln!(f, "consent:   {}", self.consent)?;
        if let Some(why) = self.why() {
            writeln!(f, "why:       {why}")?;
        }
        if let Some(endpoint) = &self.endpoint {
            let open = if is_open(endpoint) { " (not encrypted)" } else { "" };
            writeln!(f, "endpoint:  {endpoint}{open}")?;
        }
        writeln!(f, "events:    {}", self.counts)?;
        if self.gathered != Gathered::default() {
            writeln!(f, "gathered:  {}", self.gathered)?;
        }
        for (rule, times) in &self.filtered {
            writeln!(f, "filtered:  {times} by {}", rule.label())?;
        }
        for (rule, times) in &self.masked {
            writeln!(f, "masked:    {times} by {}", rule.label())?;
        }
        if self.mismatched > 0 {
            writeln!(f, "mismatch:  {} values of another kind than declared", self.mismatched)?;
        }
        for (place, problem) in &self.problems {
            writeln!(f, "problem:   {place}: {problem}")?;
        }
        Ok(())
    }
}

/// Whether others on the way can read what is sent there: without TLS, and beyond this machine.
fn is_open(endpoint: &str) -> bool {
    let Some(rest) = endpoint.strip_prefix("http://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next(),
        None => authority.split(':').next(),
    };
    let host = host.unwrap_or_default();
    let is_loopback = host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    !is_loopback && !host.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_can_read_is_known_by_its_address() {
        for open in ["http://collector", "http://10.0.0.1:4318/v1/logs", "http://[fd00::1]:4318"] {
            assert!(is_open(open), "{open}");
        }
        for closed in [
            "https://collector",
            "http://localhost:3000/x",
            "http://127.0.0.2",
            "http://[::1]:4318/v1/logs",
        ] {
            assert!(!is_open(closed), "{closed}");
        }
    }
}
