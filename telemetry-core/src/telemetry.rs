//! The front door: what an application holds in a `static` and calls.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::aggregate::Aggregate;
use crate::builder::{Builder, StartError};
use crate::catalog::{Catalog, Listed};
use crate::client::Client;
use crate::consent::Consent;
use crate::event::Tracked;
use crate::gate::OffReason;
use crate::off::Off;
use crate::preview::Preview;
use crate::recorder::Recorder;
use crate::status::{Counts, Status};

/// An application's telemetry, for the events of its catalogue `C`.
///
/// It is meant for a `static`; until [`start`](Builder::start) it is off, and so it stays where
/// there is no key or something opts out. No call blocks on the network but [`flush`](Self::flush),
/// [`shut_down`](Self::shut_down) and the drop of the [`Guard`], each with a deadline; none panics.
pub struct Telemetry<C> {
    started: AtomicBool,
    /// What the user said before the start, and why the last start failed.
    before: Mutex<Before>,
    /// Set when telemetry runs or may come to run.
    client: OnceLock<Arc<Client>>,
    /// Set when it was started and is off as long as the process lives.
    off: OnceLock<Off>,
    catalog: PhantomData<fn() -> C>,
}

/// What happened before telemetry was started.
pub(crate) struct Before {
    pub(crate) consent: Option<Consent>,
    pub(crate) failure: Option<StartError>,
}

impl<C> Telemetry<C> {
    /// Telemetry that is off until it is started.
    pub const fn new() -> Self {
        Self {
            started: AtomicBool::new(false),
            before: Mutex::new(Before { consent: None, failure: None }),
            client: OnceLock::new(),
            off: OnceLock::new(),
            catalog: PhantomData,
        }
    }
}

impl<C> Telemetry<C> {
    /// What runs, or may come to run, if telemetry was started and is not off for good.
    pub(crate) fn client(&self) -> Option<&Arc<Client>> {
        self.client.get()
    }

    /// What is left of a telemetry that was started and is off for good.
    #[cfg(feature = "clap")]
    pub(crate) fn off(&self) -> Option<&Off> {
        self.off.get()
    }
}

impl<C> Default for Telemetry<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Catalog> Telemetry<C> {
    /// How to start, for a catalogue that attaches nothing to every event.
    pub fn builder(&self) -> Builder<'_, C>
    where
        C::Common: NoCommonProperties,
    {
        Builder::new(self, C::Common::NONE)
    }

    /// How to start, with the properties that every event carries. Their values are treated once, when
    /// telemetry starts.
    pub fn builder_with(&self, common: C::Common) -> Builder<'_, C> {
        Builder::new(self, common)
    }

    /// Sends an event, some time later and if the user lets it: treats its fields on this thread,
    /// puts what is left into the queue, and returns. It never waits for anything but the queue's
    /// lock; what happens to the event shows in [`status`](Self::status).
    pub fn track<E: Tracked + Listed<C>>(&self, event: E) {
        self.track_with(|| event);
    }

    /// [`track`](Self::track), for an event that costs something to make: `event` is not called
    /// while telemetry is off.
    pub fn track_with<E: Tracked + Listed<C>>(&self, event: impl FnOnce() -> E) {
        // Whoever lists an event by hand finds out when the program is built.
        const { assert!(C::SCHEMA.lists(E::PLACE, &E::SCHEMA), "the catalogue does not list this event") }
        if let Some(client) = self.client.get()
            && client.is_open()
        {
            let event = event();
            let record = &mut |recorder: &mut Recorder<'_>| E::record(&event, recorder);
            client.track(E::PLACE, const { &E::SCHEMA }, record);
        }
    }

    /// Begins an aggregate that the application keeps itself, and tracks when it is complete; `None`
    /// while telemetry is off, and where the code of a `#[skip]` field panics, which the status counts. For
    /// sessions, see [`SessionAggregator`](crate::aggregate::SessionAggregator).
    pub fn begin<E: Aggregate + Tracked + Listed<C>>(&self) -> Option<E> {
        self.client.get().filter(|client| client.is_open())?.begin_aggregate()
    }

    /// The user agrees to telemetry: what waited in memory is sent, and what comes. The decision is
    /// remembered in the state folder. Before the start, it is remembered until then.
    pub fn grant(&self) {
        let mut before = self.before();
        match (self.client.get(), self.off.get()) {
            (None, None) => before.consent = Some(Consent::Granted),
            (client, _) => {
                drop(before);
                client.inspect(|client| client.grant());
            }
        }
    }

    /// The user refuses telemetry, or no longer agrees to it. What waits is forgotten. Once this has
    /// returned, no request starts, and of one that is under way the system throws away what it has not
    /// passed on yet. The decision is remembered in the state folder, also while telemetry is off for
    /// another reason. Before the start, it is remembered until then.
    pub fn withdraw(&self) {
        let mut before = self.before();
        match (self.client.get(), self.off.get()) {
            (None, None) => before.consent = Some(Consent::Denied),
            (client, off) => {
                drop(before);
                client.inspect(|client| client.withdraw());
                off.inspect(|off| off.withdraw());
            }
        }
    }

    /// Replaces the install's id, if there is one, and the salt of its pseudonyms: what is sent from now
    /// on cannot be joined to what was sent before. It works while telemetry is off, too.
    pub fn reset_identity(&self) {
        match (self.client.get(), self.off.get()) {
            (Some(client), _) => client.reset_identity(),
            (None, Some(off)) => off.reset_identity(),
            (None, None) => {}
        }
    }

    /// Sends what waits, now, and returns when that is done or has failed, or after `deadline`. It does not
    /// wait for what other threads track meanwhile.
    pub fn flush(&self, deadline: Duration) -> Counts {
        self.client.get().map(|client| client.flush(deadline)).unwrap_or_default()
    }

    /// Sends what waits, for as long as `deadline` allows, and ends telemetry until the process ends.
    /// Dropping the [`Guard`] does the same.
    pub fn shut_down(&self, deadline: Duration) -> Counts {
        self.client.get().map(|client| client.shut_down(deadline)).unwrap_or_default()
    }

    /// Whether telemetry runs, why not, and what became of the events.
    pub fn status(&self) -> Status {
        match (self.client.get(), self.off.get()) {
            (Some(client), _) => client.status(),
            (None, Some(off)) => off.status(),
            (None, None) => Off::new(self.before().reason()).status(),
        }
    }

    /// The next request as it would be sent now, with the events that wait, or with a sample of each event
    /// where none does; `None` while telemetry is off for as long as the process lives, not started, or
    /// asked by a `before_send` hook, or while such a hook does not come back. A hook sees the events once more for it. Nothing is sent.
    ///
    /// ```no_run
    /// # fn show<C: telemetry_core::catalog::Catalog>(telemetry: &telemetry_core::telemetry::Telemetry<C>) {
    /// if let Some(preview) = telemetry.preview() {
    ///     println!("{preview}");
    /// }
    /// # }
    /// ```
    pub fn preview(&self) -> Option<Preview> {
        self.client.get()?.preview()
    }

    /// Claims the one start that there is.
    pub(crate) fn claim_start(&self) -> bool {
        !self.started.swap(true, Ordering::Relaxed)
    }

    /// Gives the start back: the application may correct its mistake and start again.
    pub(crate) fn fail(&self, error: StartError) -> StartError {
        self.before().failure = Some(error.clone());
        self.started.store(false, Ordering::Relaxed);
        error
    }

    /// Keeps what was started for as long as this lives, under what the user has said already.
    pub(crate) fn install(&self, started: Result<Arc<Client>, Off>) {
        // Held until the cell is set: whoever says something meanwhile says it to what was started.
        let mut before = self.before();
        let said = before.consent.take();
        // Both cells are empty: only the one start gets here.
        match started {
            Ok(client) => {
                match said {
                    Some(Consent::Granted) => client.agree(),
                    Some(Consent::Denied) => client.refuse(),
                    Some(Consent::Undecided) | None => {}
                }
                client.begin();
                drop(self.client.set(Arc::clone(&client)));
                drop(before);
                match said {
                    Some(_) => client.remember(),
                    None => client.keep_salt(),
                }
            }
            Err(off) => {
                if said == Some(Consent::Denied) {
                    off.withdraw();
                }
                drop(self.off.set(off));
            }
        }
    }

    fn before(&self) -> MutexGuard<'_, Before> {
        self.before.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Before {
    fn reason(&self) -> OffReason {
        match &self.failure {
            Some(error) => OffReason::StartFailed { problem: error.to_string() },
            None => OffReason::NotStarted,
        }
    }
}

/// Shows the phase and the counts; there is nothing of an event to show.
impl<C: Catalog> fmt::Debug for Telemetry<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status();
        f.debug_struct("Telemetry")
            .field("state", &status.state)
            .field("counts", &status.counts)
            .finish_non_exhaustive()
    }
}

/// What a catalogue attaches to every event, where that is nothing.
#[diagnostic::on_unimplemented(
    message = "the catalogue attaches `{Self}` to every event, so its values are needed",
    label = "starts without them",
    note = "hand them over:\n    .builder_with({Self} {{ .. }})"
)]
pub trait NoCommonProperties {
    /// No values.
    #[doc(hidden)]
    const NONE: Self;
}

#[diagnostic::do_not_recommend]
impl NoCommonProperties for () {
    const NONE: Self = ();
}

/// Ends telemetry when it is dropped: sends what waits, for about as long as the exit deadline at
/// most. Keep it in a variable of `main`: `let _guard = ..`, since `let _ = ..` drops it at once.
///
/// `std::process::exit` drops nothing: call [`Telemetry::shut_down`] before it.
#[must_use = "telemetry ends when the guard is dropped: write `let _guard = ..`, not `let _ = ..`"]
pub struct Guard {
    client: Option<Arc<Client>>,
    deadline: Duration,
}

impl Guard {
    pub(crate) fn new(client: Option<Arc<Client>>, deadline: Duration) -> Self {
        Self { client, deadline }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(client) = &self.client {
            client.shut_down(self.deadline);
        }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("deadline", &self.deadline).finish_non_exhaustive()
    }
}
