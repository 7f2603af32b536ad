//! The next batch: what is taken out of the queue, and what of it may leave.

use uuid::Uuid;

use super::Worker;
use crate::clock::unix_milliseconds;
use crate::flight::{Flight, Ids};
use crate::losses::Losses;
use crate::once;
use crate::queue::Taken;
use crate::recorder::Recorder;
use crate::schema::EventSchema;
use crate::session::Restart;
use crate::state::State;
use crate::status::{DropReason, Place};
use crate::sync::MutexGuard;
use crate::transport::Permit;

impl Worker<'_> {
    /// Takes the next batch out of the queue, with the application's event about what was lost.
    pub(super) fn take_off_with(&mut self, losses: &Losses) {
        let report = self.record(losses);
        let state = self.client.lock();
        if state.phase.sends() {
            self.take_off(state, report);
        }
    }

    /// The event's place and values, if the application wants one.
    fn record(&self, losses: &Losses) -> Option<(u16, Vec<u8>)> {
        let settings = &self.client.settings;
        let report = settings.loss_report.as_ref()?;
        let mut values = Vec::new();
        let EventSchema { properties, kinds, .. } = report.schema;
        let mut recorder = Recorder::new(&mut values, &settings.context, properties, kinds);
        let recorded = report.record(losses, &mut recorder);
        let notes = recorder.into_notes();
        self.client.lock().count_notes(&notes);
        recorded.then_some((report.place, values))
    }

    /// Takes the next batch out of the queue, less what may not be sent any more.
    pub(super) fn take_off(
        &mut self,
        mut state: MutexGuard<'_, State>,
        report: Option<(u16, Vec<u8>)>,
    ) {
        let settings = &self.client.settings;
        let now = settings.clock.now();
        let permit = state.permit();
        let room = settings.shelf.events.saturating_sub(usize::from(report.is_some()));
        let mut run = state.take(room, settings, self.flight.take_run());
        let mut taken: Vec<_> = run.events().collect();
        if let Some((place, values)) = report {
            let start = run.bytes.len();
            run.bytes.extend(values);
            let values = start..run.bytes.len();
            taken.push(state.take_along(place, now, values));
        }
        drop(state);
        let now = unix_milliseconds(now);
        taken.retain_mut(|event| match self.refusal(event, &mut run.bytes, &permit, now) {
            Some(reason) => {
                self.client.lock().settle_dropped(reason, 1);
                false
            }
            None => true,
        });
        let install = if taken.is_empty() { None } else { self.install(now, &permit) };
        if self.sent_as.is_some_and(|before| install.is_some_and(|now| now != before)) {
            // Another id, after a reset or in another period: its sessions are others, too.
            self.client.lock().forget_session();
            let mut restart = Restart::default();
            for event in &mut taken {
                event.session = restart.of(event.session, event.time);
            }
        }
        self.sent_as = install.or(self.sent_as);
        // The ids of one batch count up; nobody can join the next one's to them.
        let mut ids = std::mem::replace(&mut self.client.encoder().ids, Ids::new());
        self.flight = Flight::new(run, taken, &mut ids, permit, install);
        if let Some(log) = &settings.log
            && !self.flight.permit().is_revoked()
        {
            let lines = self.client.lines(&self.flight, self.flight.first());
            lines.iter().for_each(|line| log.line(line));
        }
    }

    /// Why an event may not be sent any more; the hook may narrow one that may.
    fn refusal(
        &self,
        event: &mut Taken,
        bytes: &mut [u8],
        permit: &Permit,
        now: u64,
    ) -> Option<DropReason> {
        let schema = self.client.settings.schema.events.get(usize::from(event.place))?;
        if self.client.settings.is_stale(event.time, now) {
            return Some(DropReason::Stale);
        }
        let values = bytes.get_mut(event.values.clone())?;
        // A hook that discards an event leaves its marker to the next.
        let marker = once::marker(schema, values);
        if self.client.has_hook {
            match self.client.encoder().narrow(schema, values) {
                Ok(length) => event.values.end = event.values.start + length,
                Err(reason) => return Some(reason),
            }
        }
        self.claim(&marker?, permit)
    }

    /// Who the install is at that time; from now on a file may say so.
    fn install(&self, now: u64, permit: &Permit) -> Option<Uuid> {
        let install = self.client.settings.install.as_ref()?;
        let _files = self.client.lock_files();
        if permit.is_revoked() {
            return None;
        }
        if let Err(error) = install.id.keep() {
            let problem = format!("the id file cannot be used: {error}");
            self.client.report(Place::Identity, Some(problem));
        }
        Some(install.at(now))
    }

    /// Claims the marker of an event that may be sent once per install.
    fn claim(&self, marker: &str, permit: &Permit) -> Option<DropReason> {
        let _files = self.client.lock_files();
        if permit.is_revoked() {
            return Some(DropReason::Denied);
        }
        let Some(folder) = &self.client.settings.folder else {
            return Some(DropReason::MarkerUnavailable);
        };
        match folder.claim(marker) {
            Ok(true) => None,
            Ok(false) => Some(DropReason::Repeated),
            Err(error) => {
                let problem = format!("a marker could not be created: {error}");
                self.client.report(Place::StateFolder, Some(problem));
                Some(DropReason::MarkerUnavailable)
            }
        }
    }
}
