//! What the gatherers have in common: their place in a telemetry that has started.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::accumulator::is_empty;
use super::{Aggregate, Start};
use crate::client::Client;
use crate::recorder::Recorder;
use crate::status::Gathered;

/// Something that gathers events and has them sent later.
pub(crate) trait Gatherer: Send + Sync {
    /// When the worker has something to do for it, in the clock's elapsed time.
    fn due(&self) -> Option<Duration>;

    /// Does what is due, or at other occasions what these ask for. On the worker's thread, but for the end.
    fn work(&self, client: &Client, occasion: Occasion);

    /// Ends what is open, before telemetry ends. In memory only.
    fn finish(&self, client: &Client);

    /// Forgets everything: the user refused. In memory only.
    fn forget(&self);

    /// Adds what became of what it gathered.
    fn count(&self, gathered: &mut Gathered);
}

/// Why somebody turns to the gatherers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Something is due.
    Due,
    /// The application flushes.
    Flush,
    /// Telemetry ends, on the thread that ends it: the worker may be waiting for a server.
    End {
        /// How long that thread can wait for other processes.
        patience: Duration,
    },
}

/// Attaches a gatherer to a telemetry that starts.
pub(crate) type Register<'a> = Box<dyn FnOnce(&Arc<Client>) -> Option<Arc<dyn Gatherer>> + 'a>;

/// A gatherer's way to its telemetry.
pub(super) struct Attached {
    client: Weak<Client>,
    place: u16,
    pub(super) start: Start,
    panicked: AtomicU64,
    empty: AtomicU64,
}

impl Attached {
    pub(super) fn new<E: Aggregate>(client: &Arc<Client>, place: u16) -> Self {
        let start = Start::of::<E>(client);
        let client = Arc::downgrade(client);
        Self { client, place, start, panicked: AtomicU64::new(0), empty: AtomicU64::new(0) }
    }

    /// The telemetry, unless it is off.
    pub(super) fn client(&self) -> Option<Arc<Client>> {
        self.client.upgrade().filter(|client| client.is_open())
    }

    /// What the application gathers, apart from all that was gathered before: its code runs without a
    /// lock, and leaves nothing half done where it panics.
    pub(super) fn gather<E: Aggregate>(&self, gather: impl FnOnce(&mut E)) -> Option<E> {
        self.protect(|| {
            let mut event = E::begin(&self.start);
            gather(&mut event);
            event
        })
    }

    /// Has an event sent, unless it tells nothing.
    pub(super) fn send<E: Aggregate>(
        &self,
        client: &Client,
        mut event: E,
        before: impl FnOnce(&E),
    ) {
        if is_empty(&mut event) {
            self.empty.fetch_add(1, Ordering::Relaxed);
        } else {
            // The event is not to blame for the handler.
            let _ = self.protect(|| before(&event));
            let record = &mut |recorder: &mut Recorder<'_>| E::record(&event, recorder);
            client.track(self.place, const { &E::SCHEMA }, record);
        }
        self.discard(event);
    }

    /// Drops what holds fields of the application's, whose code runs then: never under a lock.
    pub(super) fn discard<T>(&self, dropped: T) {
        let _ = self.protect(|| drop(dropped));
    }

    /// Runs the application's code.
    pub(super) fn protect<T>(&self, code: impl FnOnce() -> T) -> Option<T> {
        let ended = catch_unwind(AssertUnwindSafe(code));
        if ended.is_err() {
            self.panicked.fetch_add(1, Ordering::Relaxed);
        }
        ended.ok()
    }

    pub(super) fn count(&self, gathered: &mut Gathered) {
        gathered.panicked += self.panicked.load(Ordering::Relaxed);
        gathered.empty += self.empty.load(Ordering::Relaxed);
    }
}
