//! What an application, and its user, can see of telemetry at any moment.

mod shown;

use std::collections::BTreeMap;
use std::fmt;

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
