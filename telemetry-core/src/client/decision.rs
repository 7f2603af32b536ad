//! What the user says: first in memory, where it counts at once, then on disk.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use super::Client;
use crate::aggregate;
use crate::consent::{self, Consent};
use crate::gate::OffReason;
use crate::state::Phase;
use crate::status::{DropReason, Place};
use crate::sync::MutexGuard;

impl Client {
    /// The user agrees: what waited is sent, and what comes.
    pub(crate) fn grant(self: &Arc<Self>) {
        self.agree();
        self.remember();
    }

    /// The user refuses or changes their mind: what waits is forgotten, and nothing more is sent
    /// once this has returned.
    pub(crate) fn withdraw(&self) {
        self.refuse();
        self.remember();
    }

    /// Takes a yes, in memory.
    pub(crate) fn agree(self: &Arc<Self>) {
        let mut state = self.lock();
        state.consent = Consent::Granted;
        if !self.is_forked(&mut state) && state.phase.may_turn_on() {
            state.phase = Phase::On;
            self.open.store(true, Ordering::Relaxed);
            self.start_worker(&mut state);
        }
        drop(state);
        self.work.notify_one();
    }

    /// Takes a no, in memory.
    pub(crate) fn refuse(&self) {
        let mut state = self.lock();
        state.consent = Consent::Denied;
        if !self.is_forked(&mut state) && (state.phase.may_turn_on() || state.phase.sends()) {
            self.open.store(false, Ordering::Relaxed);
            let permit = state.stop(OffReason::Denied, DropReason::Denied);
            state.forget_session();
            drop(state);
            permit.revoke();
        } else {
            drop(state);
        }
        self.gatherers().iter().for_each(|gatherer| gatherer.forget());
        self.work.notify_all();
        self.settled.notify_all();
    }

    /// Makes the files agree with what the user said last, whoever comes to it first.
    pub(crate) fn remember(&self) {
        if let Some(folder) = &self.settings.folder {
            let _alone = self.lock_files();
            let consent = self.lock().consent;
            if let Err(error) = consent::store(folder, consent, self.settings.clock.now()) {
                let problem = format!("the decision could not be stored: {error}");
                self.report(Place::StateFolder, Some(problem));
            }
            if consent == Consent::Denied {
                let problem = aggregate::wipe(folder)
                    .err()
                    .map(|error| format!("the day's counters could not be removed: {error}"));
                self.report(Place::Rollup, problem);
            }
        }
        self.keep_salt();
    }

    /// Keeps the salt of this install for the next start, where there are pseudonyms made with it and the
    /// user lets it be.
    pub(crate) fn keep_salt(&self) {
        let _alone = self.lock_files();
        if self.settings.schema.is_salted_by_install()
            && self.lock().phase == Phase::On
            && let Err(error) = self.settings.context.salts.install.keep()
        {
            let problem = format!("the salt of this install could not be kept: {error}");
            self.report(Place::StateFolder, Some(problem));
        }
    }

    /// Replaces the install's id: the next batch has the new one.
    pub(crate) fn reset_identity(&self) {
        let _alone = self.lock_files();
        let settings = &self.settings;
        let id = settings.install.as_ref().map_or(Ok(()), |install| install.id.reset());
        let reset = id.and(settings.context.salts.install.reset());
        self.lock().forget_session();
        if let Err(error) = reset {
            self.report(Place::Identity, Some(format!("the id could not be replaced: {error}")));
        }
    }

    /// Held by whoever writes a file that depends on the user's decision; nobody who tracks waits for it.
    pub(crate) fn lock_files(&self) -> MutexGuard<'_, ()> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
