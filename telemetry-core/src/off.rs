//! Telemetry that is off for the whole life of the process: a reason, and nothing that runs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::aggregate;
use crate::clock::{Clock, SystemClock};
use crate::consent::{self, Consent};
use crate::field::Salts;
use crate::gate::OffReason;
use crate::identity::Identity;
use crate::state_folder::StateFolder;
use crate::status::{Counts, Gathered, Place, State, Status};

pub(crate) struct Off {
    reason: OffReason,
    clock: Arc<dyn Clock>,
    pub(crate) folder: Option<StateFolder>,
    pub(crate) identity: Identity,
    consent: Mutex<Consent>,
    problems: Mutex<BTreeMap<Place, String>>,
}

impl Off {
    /// Off without a place to remember anything.
    pub(crate) fn new(reason: OffReason) -> Self {
        Self {
            reason,
            clock: Arc::new(SystemClock::new()),
            folder: None,
            identity: Identity::None,
            consent: Mutex::new(Consent::Undecided),
            problems: Mutex::default(),
        }
    }

    /// Off, but able to remember that the user refuses.
    pub(crate) fn with_memory(
        self,
        clock: Arc<dyn Clock>,
        folder: Option<StateFolder>,
        identity: Identity,
    ) -> Self {
        // What cannot be read is not known; nothing depends on it while telemetry is off.
        let stored = folder.as_ref().and_then(|folder| consent::load(folder).ok());
        let consent = Mutex::new(stored.unwrap_or(Consent::Undecided));
        Self { clock, folder, identity, consent, ..self }
    }

    /// A refusal is remembered whatever else keeps telemetry off: that may be gone at the next start.
    pub(crate) fn withdraw(&self) {
        *lock(&self.consent) = Consent::Denied;
        let Some(folder) = &self.folder else { return };
        if let Err(error) = consent::store(folder, Consent::Denied, self.clock.now()) {
            self.report(Place::StateFolder, format!("the decision could not be stored: {error}"));
        }
        if let Err(error) = aggregate::wipe(folder) {
            self.report(Place::Rollup, format!("the day's counters could not be removed: {error}"));
        }
    }

    /// Replaces the install's id where there is one.
    pub(crate) fn reset_identity(&self) {
        let id = self.identity.install().map_or(Ok(()), |install| install.id.reset());
        if let Err(error) = id.and(Salts::new("", self.folder.as_ref()).install.reset()) {
            self.report(Place::Identity, format!("the id could not be replaced: {error}"));
        }
    }

    fn report(&self, place: Place, problem: String) {
        lock(&self.problems).insert(place, problem);
    }

    pub(crate) fn status(&self) -> Status {
        Status {
            state: State::Off(self.reason.clone()),
            consent: *lock(&self.consent),
            endpoint: None,
            counts: Counts::default(),
            gathered: Gathered::default(),
            filtered: BTreeMap::new(),
            masked: BTreeMap::new(),
            mismatched: 0,
            problems: lock(&self.problems).clone(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
