//! What a backend refused, dropped or only frowned at, and by which rule.

use std::fmt;

use crate::Backend;

/// A breach of the wire contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The backend that was addressed; `None` if the request did not get as far as one.
    pub backend: Option<Backend>,
    /// Position in [`Receiver::requests`](crate::Receiver::requests); `None` if the request's head
    /// could not be read.
    pub request: Option<usize>,
    /// Position of the event in its batch; `None` if the whole request is meant.
    pub event: Option<usize>,
    /// What the breach led to.
    pub consequence: Consequence,
    /// The section of the wire contract, such as `1.5`; `HTTP` for a breach of HTTP itself.
    pub rule: &'static str,
    /// What was wrong, in words.
    pub reason: String,
}

/// What a breach of the contract led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The request was answered with this status. Events before a poisoned one (contract 1.6)
    /// were stored all the same.
    Answered(u16),
    /// The event was dropped while the request as a whole succeeded.
    Dropped,
    /// The event was refused by an entry of its own in the answer, with this status (contract 3.4).
    Rejected(u16),
    /// The event had been stored already and is not stored again (contract 2.5). This is no breach:
    /// a retry after a lost answer ends so.
    Duplicate,
    /// Nothing: the server tolerates it, the contract forbids it.
    Tolerated,
}

impl Refusal {
    pub(crate) fn new(
        consequence: Consequence,
        rule: &'static str,
        reason: impl Into<String>,
    ) -> Self {
        Self { backend: None, request: None, event: None, consequence, rule, reason: reason.into() }
    }

    pub(crate) fn of_event(self, index: usize) -> Self {
        Self { event: Some(index), ..self }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "contract {}: {}", self.rule, self.reason)?;
        if let Some(event) = self.event {
            write!(f, " (event {event})")?;
        }
        match self.consequence {
            Consequence::Answered(status) => write!(f, ", answered {status}"),
            Consequence::Dropped => f.write_str(", dropped in silence"),
            Consequence::Rejected(status) => write!(f, ", rejected with {status}"),
            Consequence::Duplicate => f.write_str(", a duplicate"),
            Consequence::Tolerated => f.write_str(", tolerated"),
        }
    }
}
