//! A rule of the contract that a request or one of its events breaks, before it is decided what
//! that leads to.

use crate::answer::Answer;
use crate::refusal::{Consequence, Refusal};

/// What is wrong, and by which section of the contract.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) rule: &'static str,
    pub(crate) reason: String,
}

impl Breach {
    pub(crate) fn of(rule: &'static str, reason: impl Into<String>) -> Self {
        Self { rule, reason: reason.into() }
    }

    /// The server takes it all the same.
    pub(crate) fn tolerated(self) -> Refusal {
        Refusal::new(Consequence::Tolerated, self.rule, self.reason)
    }

    /// The server refuses one event by an entry with this status.
    pub(crate) fn rejected(self, status: u16) -> Refusal {
        Refusal::new(Consequence::Rejected(status), self.rule, self.reason)
    }

    /// The server refuses the whole request with this status.
    pub(crate) fn answered(self, status: u16) -> Rejection {
        Rejection { status, event: None, breach: self }
    }
}

/// A breach for which a whole request is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rejection {
    pub(crate) status: u16,
    event: Option<usize>,
    pub(crate) breach: Breach,
}

impl Rejection {
    pub(crate) fn of_event(self, index: usize) -> Self {
        Self { event: Some(index), ..self }
    }

    /// The answer, in the form that the backend gives to a status and a reason.
    pub(crate) fn answer(self, form: impl FnOnce(u16, String) -> Answer) -> Answer {
        let Self { status, event, breach: Breach { rule, reason } } = self;
        let mut answer = form(status, reason.clone());
        if status == 405 {
            answer = answer.header("Allow", "POST");
        }
        let refusal = Refusal::new(Consequence::Answered(status), rule, reason);
        answer.refusals.push(Refusal { event, ..refusal });
        answer
    }
}
