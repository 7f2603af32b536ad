//! The one thread that sends: it takes batches out of the queue, hands them to the transport, and
//! does with them what the backend's answer says.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use crate::aggregate::Occasion;
use crate::circuit::Circuit;
use crate::client::{Client, Line};
use crate::clock::unix_milliseconds;
use crate::flight::{Flight, Ids, Part};
use crate::losses::Losses;
use crate::queue::Taken;
use crate::recorder::Recorder;
use crate::schema::EventSchema;
use crate::session::Restart;
use crate::state::{Phase, State};
use crate::status::{DropReason, Place};
use crate::sync::{MutexGuard, thread};
use crate::transport::{Outcome, Permit, Request};
use crate::{once, own_activity};

thread_local! {
    static IS_WORKER: Cell<bool> = const { Cell::new(false) };
}

/// Whether this is a worker's thread: it would wait for itself.
pub(crate) fn is_this_thread() -> bool {
    IS_WORKER.try_with(Cell::get).unwrap_or(false)
}

/// Starts the thread.
pub(crate) fn start(client: Arc<Client>, line: Line) -> io::Result<()> {
    thread::Builder::new().name("telemetry".to_owned()).spawn(move || {
        IS_WORKER.set(true);
        let _own = own_activity::enter();
        let ended = catch_unwind(AssertUnwindSafe(|| Worker::new(&client, line).run()));
        if ended.is_err() {
            let mut state = client.lock();
            client.fail(&mut state, "it panicked, which is a defect of a transport".to_owned());
        }
    })?;
    Ok(())
}

struct Worker<'a> {
    client: &'a Client,
    line: Line,
    flight: Flight,
    circuit: Circuit,
    /// Who the install was in the last batch.
    sent_as: Option<Uuid>,
    /// Used again for every request.
    request: Request,
}

impl<'a> Worker<'a> {
    fn new(client: &'a Client, line: Line) -> Self {
        Self {
            client,
            line,
            flight: Flight::default(),
            circuit: Circuit::default(),
            sent_as: None,
            request: Request::default(),
        }
    }

    fn run(mut self) {
        loop {
            let mut state = self.client.lock();
            if self.flight.permit().is_revoked() {
                self.flight = Flight::default();
            }
            if !state.phase.sends() {
                state.line = Some(self.line);
                return;
            }
            let now = self.client.settings.clock.elapsed();
            let gathering_due = self.client.gathering_due();
            if let Some(occasion) = Self::occasion(&state, gathering_due, now) {
                drop(state);
                self.work_on_gathered(occasion);
                continue;
            }
            match self.due(&mut state, now) {
                Some(due) if due > now => {
                    self.sleep(state, Some(due), gathering_due);
                }
                Some(_) => {
                    state.next_attempt = None;
                    if !self.flight.is_empty() {
                        drop(state);
                        self.attempt();
                    } else if self.client.settings.loss_report.is_some()
                        && let Some(losses) = state.take_losses()
                    {
                        drop(state);
                        self.take_off_with(&losses);
                    } else {
                        self.take_off(state, None);
                    }
                }
                None => self.sleep(state, None, gathering_due),
            }
        }
    }

    /// Whether there is something to do for what gathers, and why. When telemetry ends, nothing is due.
    fn occasion(state: &State, due: Option<Duration>, now: Duration) -> Option<Occasion> {
        let is_due = state.phase == Phase::On && due.is_some_and(|due| due <= now);
        if state.saves { Some(Occasion::Flush) } else { is_due.then_some(Occasion::Due) }
    }

    fn work_on_gathered(&self, occasion: Occasion) {
        self.client.work_on_gathered(occasion);
        if occasion == Occasion::Flush {
            let mut state = self.client.lock();
            state.saves = false;
            // What was just made goes with the rest.
            state.hurry();
            drop(state);
            self.client.notify_callers();
        }
    }

    /// When there is something to do: the next attempt at what is under way, else the next batch.
    fn due(&mut self, state: &mut State, now: Duration) -> Option<Duration> {
        let hurries = state.take_skip_back_off() && self.flight.may_hurry();
        if hurries {
            self.circuit.half_open();
        }
        let due = match self.flight.next_attempt() {
            Some(_) if hurries => Duration::ZERO,
            Some(due) => due,
            None => state.batch_due(self.client.settings.shelf.events, now)?,
        };
        Some(due.max(self.circuit.rests_until(now).unwrap_or_default()))
    }

    fn sleep(
        &self,
        mut state: MutexGuard<'_, State>,
        due: Option<Duration>,
        gathering_due: Option<Duration>,
    ) {
        let now = self.client.settings.clock.elapsed();
        let waits_for_the_server =
            !self.flight.is_empty() || self.circuit.rests_until(now).is_some();
        state.next_attempt = due.filter(|_| waits_for_the_server);
        state.dormant = due.is_none();
        self.client.notify_callers();
        let until = due.into_iter().chain(gathering_due).min();
        drop(self.client.sleep_worker(state, until));
    }

    /// Takes the next batch out of the queue, with the application's event about what was lost.
    fn take_off_with(&mut self, losses: &Losses) {
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
    fn take_off(&mut self, mut state: MutexGuard<'_, State>, report: Option<(u16, Vec<u8>)>) {
        let settings = &self.client.settings;
        let now = settings.clock.now();
        let permit = state.permit();
        let room = settings.shelf.events.saturating_sub(usize::from(report.is_some()));
        let mut segment = state.take(room, settings, self.flight.take_segment());
        let mut taken: Vec<_> = segment.events().collect();
        if let Some((place, values)) = report {
            let start = segment.bytes.len();
            segment.bytes.extend(values);
            let values = start..segment.bytes.len();
            taken.push(state.take_along(place, now, values));
        }
        drop(state);
        let now = unix_milliseconds(now);
        taken.retain_mut(|event| match self.refusal(event, &mut segment.bytes, &permit, now) {
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
        self.flight = Flight::new(segment, taken, &mut ids, permit, install);
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
        match self.client.encoder().narrow(schema, values) {
            Ok(length) => event.values.end = event.values.start + length,
            Err(reason) => return Some(reason),
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

    /// Sends the next part of what is under way, and settles or keeps it as the answer says.
    fn attempt(&mut self) {
        let permit = self.flight.permit().clone();
        let Some(mut part) = self.flight.pop() else {
            return;
        };
        self.encode(&part);
        let too_large = self.request.body.len() > self.client.settings.shelf.bytes;
        let (outcome, problem) = if too_large {
            (Outcome::Split, Some("a batch is too large for the server".to_owned()))
        } else {
            self.post(&permit)
        };
        part.attempts += 1;
        let events = part.events.len();
        match outcome {
            Outcome::Refused | Outcome::Retry { .. } => {
                self.circuit.failed(self.client.settings.clock.elapsed());
            }
            _ => self.circuit.succeeded(),
        }
        let mut state = self.client.lock();
        match outcome {
            Outcome::Accepted => state.settle_sent(events),
            Outcome::AllBut { refused } => {
                let refused = refused.min(events);
                state.settle_dropped(DropReason::Refused, refused);
                state.settle_sent(events - refused);
            }
            Outcome::Split if events > 1 => self.flight.push_halves(part),
            Outcome::Refused | Outcome::Split => state.settle_dropped(DropReason::Refused, events),
            Outcome::Elsewhere => {
                part.attempts -= 1;
                self.flight.push_again(part, Duration::ZERO, false);
            }
            Outcome::QuotaUsedUp { pause } => {
                let now = self.client.settings.clock.elapsed();
                self.circuit.pause(now.saturating_add(pause));
                state.settle_dropped(DropReason::Refused, events);
            }
            Outcome::Retry { after } => self.try_again(&mut state, part, after),
            Outcome::Each { again, refused, after } => {
                let sorted = part.sort(&again, &refused);
                state.settle_sent(sorted.accepted);
                state.settle_dropped(DropReason::Refused, sorted.refused);
                if let Some(again) = sorted.again {
                    self.try_again(&mut state, again, after);
                }
            }
        }
        match problem {
            // A connection that we cut ourselves is no problem.
            Some(_) if permit.is_revoked() => None,
            Some(problem) => state.problems.insert(Place::Delivery, problem),
            None => state.problems.remove(&Place::Delivery),
        };
    }

    /// Keeps a part for its next attempt, unless it had its last.
    fn try_again(&mut self, state: &mut State, part: Part, after: Option<Duration>) {
        let settings = &self.client.settings;
        // Less the two bits that every UUID has there.
        let random = Uuid::new_v4().as_u64_pair().1 << 2;
        match settings.retry.wait(part.attempts, after, random) {
            Some(wait) => {
                let at = settings.clock.elapsed().saturating_add(wait);
                self.flight.push_again(part, at, after.is_some());
            }
            None => state.settle_dropped(DropReason::RetriesUsedUp, part.events.len()),
        }
    }

    fn encode(&mut self, part: &Part) {
        let mut encoder = self.client.encoder();
        encoder.encode(&self.client.settings, &self.flight, &part.events, &mut self.request);
        encoder.compress(&mut self.request);
    }

    /// Sends the request that was encoded; what went wrong is said in words without its content.
    fn post(&mut self, permit: &Permit) -> (Outcome, Option<String>) {
        match self.line.post(&self.request, permit) {
            Ok(response) => {
                let now = unix_milliseconds(self.client.settings.clock.now());
                let mut encoder = self.client.encoder();
                let outcome = encoder.judge(&response, now);
                let problem = (outcome != Outcome::Accepted).then(|| encoder.describe(&response));
                (outcome, problem)
            }
            Err(error) => (Outcome::Retry { after: None }, Some(error.reason)),
        }
    }
}
