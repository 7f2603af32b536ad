//! Ways in which a server or the network between can fail, and the script that plays them.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::Hold;
use crate::lock::lock;

/// What goes wrong with a request. Each states whether the request's events are *processed*,
/// that is checked and stored as usual, because that decides whether a retry duplicates them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// This answer instead of the real one; not processed. `Content-Length` is added.
    Status {
        /// The status code.
        code: u16,
        /// Further headers, names and values.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
    /// 200 with an HTML page, as a captive portal gives; not processed.
    Html,
    /// Bytes that are not HTTP; not processed.
    Garbage,
    /// The request is read, then the connection ends in good order without an answer byte; not
    /// processed.
    Close,
    /// Like [`Fault::Close`], but processed: the answer is lost on its way.
    LoseAnswer,
    /// Processed; the answer claims a longer body than follows, then the connection is reset.
    Reset,
    /// The request is read and never answered; not processed.
    Hang,
    /// The request is read and waits for [`Hold::release`], then all goes on as usual.
    Hold(Hold),
    /// Processed; the answer comes byte by byte.
    DripBytes {
        /// The pause after each byte.
        interval: Duration,
    },
    /// Processed; 200 with a body that does not end, as fast as the client reads.
    Endless,
    /// PostHog over its quota (contract 2.4): 200, and the events are discarded. Other backends
    /// process as usual.
    OverQuota,
    /// Application Insights refuses some items (contract 3.4), and the others are processed. Other
    /// backends process as usual.
    Partial {
        /// The status of the answer as a whole; usually 206.
        code: u16,
        /// Further headers, names and values.
        headers: Vec<(String, String)>,
        /// Position and status of each item, in the order of the answer. A lying server may name a
        /// position twice, or one that there is not.
        errors: Vec<(usize, u16)>,
    },
    /// OTLP rejects some records (contract 4.4): `partialSuccess`, and all but the last
    /// `rejected` records are processed. Other backends process as usual.
    PartialSuccess {
        /// The number of records; 0 makes the message a warning.
        rejected: u64,
        /// The message.
        message: String,
    },
    /// The connection is accepted and nothing is read from it; not processed, and not among
    /// [`Receiver::requests`](crate::Receiver::requests). Over TLS the handshake stalls; on a TLS
    /// connection that is being reused, where it would be too late for that, it is
    /// [`Fault::Hang`].
    ReadNothing,
    /// Nothing is read of the request until [`Hold::release`], then all goes on as usual. On a TLS
    /// connection that is being reused it is no fault at all.
    HoldUnread(Hold),
    /// The connection is reset when the request begins to arrive; not processed, and not among
    /// [`Receiver::requests`](crate::Receiver::requests). On a TLS connection that is being reused
    /// it is [`Fault::Close`].
    ResetUnread,
}

impl Fault {
    /// Whether it is played before anything is read.
    fn leaves_unread(&self) -> bool {
        matches!(self, Self::ReadNothing | Self::HoldUnread(_) | Self::ResetUnread)
    }

    /// An answer with that status and an empty body.
    pub fn status(code: u16) -> Self {
        Self::Status { code, headers: Vec::new(), body: Vec::new() }
    }

    /// [`Fault::Partial`] with status 206, for these positions and statuses.
    pub fn partial(errors: impl IntoIterator<Item = (usize, u16)>) -> Self {
        Self::Partial { code: 206, headers: Vec::new(), errors: errors.into_iter().collect() }
    }

    /// An answer with that status, `Retry-After` and an empty body.
    pub fn retry_after(code: u16, value: &str) -> Self {
        Self::Status {
            code,
            headers: vec![("Retry-After".to_owned(), value.to_owned())],
            body: Vec::new(),
        }
    }
}

/// The faults to come. A fault is spent by a request that arrived whole; one that leaves the request
/// unread as soon as its first byte is there.
#[derive(Debug, Default)]
pub(crate) struct Script {
    plan: Mutex<Plan>,
    played: Condvar,
}

#[derive(Debug, Default)]
struct Plan {
    next: VecDeque<Fault>,
    always: Option<Fault>,
}

impl Script {
    pub(crate) fn extend(&self, faults: impl IntoIterator<Item = Fault>) {
        lock(&self.plan).next.extend(faults);
    }

    pub(crate) fn always(&self, fault: Fault) {
        lock(&self.plan).always = Some(fault);
    }

    pub(crate) fn clear(&self) {
        *lock(&self.plan) = Plan::default();
        self.played.notify_all();
    }

    /// The fault for a request that has arrived.
    pub(crate) fn take(&self) -> Option<Fault> {
        let mut plan = lock(&self.plan);
        let fault = plan.next.pop_front();
        self.played.notify_all();
        fault.or_else(|| plan.always.clone())
    }

    /// The fault for a request that begins to arrive, if it is to be left unread.
    pub(crate) fn take_unread(&self) -> Option<Fault> {
        let mut plan = lock(&self.plan);
        let coming = plan.next.front().or(plan.always.as_ref());
        let due = coming.filter(|fault| fault.leaves_unread()).cloned();
        if due.is_some() {
            plan.next.pop_front();
            self.played.notify_all();
        }
        due
    }

    /// Waits until no fault is to come, standing ones aside; false if some are left.
    pub(crate) fn wait(&self, timeout: Duration) -> bool {
        let (plan, _) = self
            .played
            .wait_timeout_while(lock(&self.plan), timeout, |plan| !plan.next.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        plan.next.is_empty()
    }
}
