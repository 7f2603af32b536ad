//! What a backend's transport is: batches into requests, answers into outcomes, nothing else. It
//! does not wait, retry or touch the network; [`Http`] does the sending, the worker all the rest.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use uuid::Uuid;

use crate::catalog::App;
use crate::encoding::Values;
use crate::machine::Machine;
use crate::schema::EventSchema;
use crate::session::Session;

/// Speaks one backend's protocol.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` does not send events",
    label = "not a transport",
    note = "hand over one, with its key:\n    .start(telemetry::Aptabase::new(option_env!(\"APTABASE_KEY\")))"
)]
pub trait Transport: Send + 'static {
    /// Where it would send to; an error says which part of the configuration is wrong and what to
    /// write instead, without repeating a secret.
    fn destination(&self) -> Result<Destination, String>;

    /// Leaves out each text of its own, such as a build number, that may not leave this machine; returns
    /// what those are, for people. Called once, before anything is sent.
    fn vet(&mut self, may_leave: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
        let _ = may_leave;
        Vec::new()
    }

    /// What the backend takes at once and how long it takes it.
    fn shelf(&self) -> Shelf;

    /// Writes the request that carries a batch. It is called again for each attempt.
    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request);

    /// Compresses the body of a request that was written, where the backend takes it so.
    fn compress(&mut self, request: &mut Request) {
        let _ = request;
    }

    /// The keys in the requests: what is shown to users holds none of them.
    fn secrets(&self) -> Vec<Cow<'_, str>> {
        Vec::new()
    }

    /// What the backend's answer means; `now` is when it came, in milliseconds since 1970.
    fn judge(&mut self, response: &Response, now: u64) -> Outcome;

    /// What is to be checked where the backend answers with a status, such as the key that it does not
    /// know; nothing where the status says enough.
    fn advice(&self, status: u16) -> Option<&'static str> {
        let _ = status;
        None
    }

    /// The client that requests are sent with, unless the application passes another.
    fn http(&self) -> Box<dyn Http>;
}

/// Where a transport sends to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Nowhere: there is no key.
    Missing,
    /// An endpoint that the key stands for or the library knows: test runs do not reach it.
    BuiltIn {
        /// The endpoint, without secrets.
        url: String,
    },
    /// An endpoint that the application named: test runs reach it, too.
    Named {
        /// The endpoint, without secrets.
        url: String,
    },
}

/// What a backend takes at once and how long it takes it.
#[derive(Clone, Copy, Debug)]
pub struct Shelf {
    /// The most events in a request.
    pub events: usize,
    /// The most bytes of a request's body; a larger batch is split.
    pub bytes: usize,
    /// The age beyond which it refuses an event; older ones are dropped here.
    pub age: Option<Duration>,
}

/// Events that go into one request.
#[derive(Debug)]
pub struct Batch<'a> {
    /// The events, the oldest first.
    pub events: &'a [Event<'a>],
    /// The properties that every one of them carries.
    pub common: Values<'a>,
    /// What they come from.
    pub source: &'a Source,
    /// Who the install is, where the application gave it an identity. The same in every attempt.
    pub install: Option<Uuid>,
    /// When this attempt starts, in milliseconds since 1970.
    pub sent_at: u64,
}

/// One event as it leaves.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// The event's declaration.
    pub schema: &'static EventSchema,
    /// The same in every attempt, so that a backend can recognise a repetition.
    pub id: Uuid,
    /// When it happened, in milliseconds since 1970.
    pub time: u64,
    /// The session that it belongs to.
    pub session: Session,
    /// Its properties.
    pub values: Values<'a>,
}

/// What all events of a process come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The application.
    pub app: App,
    /// The application's version, where it is not the one of its package.
    pub app_version: Cow<'static, str>,
    /// The machine, coarsely.
    pub machine: Machine,
}

/// A POST request.
#[derive(Clone, Default)]
pub struct Request {
    /// The absolute URL.
    pub url: String,
    /// The header fields but for those that describe the connection.
    pub headers: Vec<(Cow<'static, str>, String)>,
    /// The content.
    pub body: Vec<u8>,
}

impl Request {
    /// Adds a header field.
    pub fn header(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Forgets everything, and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.url.clear();
        self.headers.clear();
        self.body.clear();
    }
}

/// Header values can be keys, and bodies are nobody's business: only sizes are shown.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("headers", &self.headers.len())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What a server answered.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The media type of the body, if the server named one.
    pub content_type: Option<String>,
    /// `Retry-After` as the server wrote it.
    pub retry_after: Option<String>,
    /// `Location` as the server wrote it.
    pub location: Option<String>,
    /// The first part of the body.
    pub body: Vec<u8>,
}

impl Response {
    /// Whether the body is a web page: a captive portal or a proxy answers for the server.
    pub fn is_page(&self) -> bool {
        self.content_type.as_deref().is_some_and(|kind| kind.starts_with("text/html"))
    }
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The backend has all of it.
    Accepted,
    /// The backend wants none of it, ever.
    Refused,
    /// Too large, or one event spoils the rest: its halves are sent one by one.
    Split,
    /// Not now.
    Retry {
        /// How long the server asked to wait.
        after: Option<Duration>,
    },
    /// Not now; and when all attempts were made, it may be that one event spoils the rest: the halves
    /// are sent one by one, if the backend does not fail in any case.
    RetryThenSplit {
        /// How long the server asked to wait.
        after: Option<Duration>,
    },
    /// At once, to another address that the transport has noted. It counts as no attempt: the
    /// transport sees to it that this ends.
    Elsewhere,
    /// The backend wants none of it, and nothing else for so long: a quota is used up.
    QuotaUsedUp {
        /// How long nothing is sent.
        pause: Duration,
    },
    /// Event by event: what is in neither list is accepted. Places count from 0 in the order of the
    /// batch; those beyond its end mean nothing, and an event that is in both lists is refused.
    Each {
        /// The places of the events that are to be sent again.
        again: Vec<usize>,
        /// The places of the events that the backend wants no more.
        refused: Vec<usize>,
        /// How long the server asked to wait.
        after: Option<Duration>,
    },
    /// The backend has all but so many, and does not say which.
    AllBut {
        /// How many it refused.
        refused: usize,
    },
}

/// Sends requests. The worker's thread blocks in it, no other does.
pub trait Http: Send + 'static {
    /// Sends the request and reads the answer. It gives up by itself after a bounded time; once the
    /// permit is revoked it writes nothing more and gives up at once.
    fn post(&mut self, request: &Request, permit: &Permit) -> Result<Response, HttpError>;
}

/// The permission to send. It is revoked when the user withdraws consent and when the time for the
/// exit is up.
#[derive(Clone, Default)]
pub struct Permit {
    shared: Arc<Revocable>,
}

#[derive(Default)]
struct Revocable {
    revoked: AtomicBool,
    cut: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Permit {
    /// Whether nothing may be sent any more.
    pub fn is_revoked(&self) -> bool {
        self.shared.revoked.load(Ordering::Acquire)
    }

    /// Whether it is the very same permission.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// Has `cut` called when the permit is revoked, on the thread that revokes it; at once where it
    /// was. It replaces what an earlier call handed over, and must not block.
    pub fn on_revoke(&self, cut: impl FnOnce() + Send + 'static) {
        *self.cut() = Some(Box::new(cut));
        if self.is_revoked() {
            self.call_cut();
        }
    }

    pub(crate) fn revoke(&self) {
        self.shared.revoked.store(true, Ordering::Release);
        self.call_cut();
    }

    fn call_cut(&self) {
        let cut = self.cut().take();
        if let Some(cut) = cut {
            cut();
        }
    }

    fn cut(&self) -> MutexGuard<'_, Option<Box<dyn FnOnce() + Send>>> {
        self.shared.cut.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").field("revoked", &self.is_revoked()).finish_non_exhaustive()
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpError {
    /// What happened, in words for people, without the request's content.
    pub reason: String,
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for HttpError {}
