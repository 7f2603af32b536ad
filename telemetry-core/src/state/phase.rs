//! The phases of telemetry.

use crate::gate::OffReason;
use crate::status;

/// Where telemetry is between its start and its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The user has not decided: events wait.
    Waiting,
    /// Events are sent.
    On,
    /// What waits is sent; nothing more is taken.
    Draining,
    Off(OffReason),
}

impl Phase {
    /// Whether `track` has to look closer.
    pub(crate) fn records(&self) -> bool {
        matches!(self, Self::Waiting | Self::On)
    }

    /// Whether the worker has anything to do.
    pub(crate) fn sends(&self) -> bool {
        matches!(self, Self::On | Self::Draining)
    }

    /// What is told of it.
    pub(crate) fn shown(&self) -> status::State {
        match self {
            Self::Waiting => status::State::Waiting,
            Self::On | Self::Draining => status::State::On,
            Self::Off(reason) => status::State::Off(reason.clone()),
        }
    }

    /// Whether the user's consent makes a difference.
    pub(crate) fn may_turn_on(&self) -> bool {
        matches!(self, Self::Waiting | Self::Off(OffReason::Denied))
    }
}
