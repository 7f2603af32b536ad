//! The one thread that sends: it takes batches out of the queue, hands them to the transport, and
//! does with them what the backend's answer says.

mod attempt;
mod take_off;

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use crate::aggregate::Occasion;
use crate::circuit::Circuit;
use crate::client::{Client, Line};
use crate::flight::Flight;
use crate::own_activity;
use crate::state::{Phase, State};
use crate::sync::{MutexGuard, thread};
use crate::transport::Request;

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
            let mut state = self.client.lock_for_batch();
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
}
