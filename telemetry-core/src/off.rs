//! Telemetry that is off for the whole life of the process: a reason, and nothing that runs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::{Clock, SystemClock};
use crate::consent::{self, Consent};
use crate::gate::OffReason;
use crate::state_folder::StateFolder;
use crate::status::{Counts, Place, State, Status};

pub(crate) struct Off {
    reason: OffReason,
    clock: Arc<dyn Clock>,
    folder: Option<StateFolder>,
    consent: Mutex<(Consent, Option<String>)>,
}

impl Off {
    /// Off without a place to remember anything.
    pub(crate) fn new(reason: OffReason) -> Self {
        let clock = Arc::new(SystemClock::new());
        Self { reason, clock, folder: None, consent: Mutex::new((Consent::Undecided, None)) }
    }

    /// Off, but able to remember that the user refuses.
    pub(crate) fn with_memory(self, clock: Arc<dyn Clock>, folder: Option<StateFolder>) -> Self {
        Self { clock, folder, ..self }
    }

    /// A refusal is remembered whatever else keeps telemetry off: that may be gone at the next start.
    pub(crate) fn withdraw(&self) {
        let stored = match &self.folder {
            Some(folder) => consent::store(folder, Consent::Denied, self.clock.now()),
            None => Ok(()),
        };
        let problem =
            stored.err().map(|error| format!("the decision could not be stored: {error}"));
        *self.lock() = (Consent::Denied, problem);
    }

    pub(crate) fn status(&self) -> Status {
        let (consent, problem) = self.lock().clone();
        Status {
            state: State::Off(self.reason.clone()),
            consent,
            endpoint: None,
            counts: Counts::default(),
            filtered: BTreeMap::new(),
            problems: problem.map(|problem| (Place::StateFolder, problem)).into_iter().collect(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, (Consent, Option<String>)> {
        self.consent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
