//! Callers that wait for the worker, each with a deadline.

use std::time::Duration;

use super::Client;
use crate::aggregate::Occasion;
use crate::gate::OffReason;
use crate::state::Phase;
use crate::state::State;
use crate::status::{Counts, DropReason};
use crate::sync::MutexGuard;
use crate::{before_send, worker};

impl Client {
    /// Sends what waits without waiting for more, and returns when it is done or the time is up.
    pub(crate) fn flush(&self, deadline: Duration) -> Counts {
        let until = self.settings.clock.elapsed().saturating_add(deadline);
        let mut state = self.lock();
        if !self.is_forked(&mut state) && state.phase.sends() {
            state.hurry();
            state.saves = !self.gatherers().is_empty();
            self.work.notify_one();
            let mut saves = state.saves;
            let mut events = state.hurries_to();
            state = self.wait(state, until, |state| {
                if saves && !state.saves {
                    // What was gathered has become events.
                    saves = false;
                    events = state.hurries_to();
                }
                // Not for what comes meanwhile: there may be no end to it.
                !saves && state.has_settled(events)
            });
        }
        state.counts()
    }

    /// Sends what waits as long as the time lasts, and ends telemetry for good.
    pub(crate) fn shut_down(&self, deadline: Duration) -> Counts {
        let until = self.settings.clock.elapsed().saturating_add(deadline);
        let mut state = self.lock();
        if self.is_forked(&mut state) {
            return state.counts();
        }
        let is_on = state.phase == Phase::On;
        drop(state);
        self.gatherers().iter().for_each(|gatherer| gatherer.finish(self));
        if is_on {
            // Half of the time is for the events.
            self.work_on_gathered(Occasion::End { patience: deadline / 2 });
        }
        let mut state = self.lock();
        if state.phase == Phase::On {
            state.phase = Phase::Draining;
            state.hurry();
            self.work.notify_one();
            state = self.wait(state, until, |state| state.pending() == 0 && !state.saves);
        }
        let permit = state.stop(OffReason::ShutDown, DropReason::ShutDown);
        let counts = state.counts();
        drop(state);
        permit.revoke();
        self.work.notify_all();
        // Who waits for a flush elsewhere waits for nothing any more.
        self.settled.notify_all();
        counts
    }

    /// Waits until the worker is done, or that cannot happen any more before `until`.
    fn wait<'a>(
        &self,
        mut state: MutexGuard<'a, State>,
        until: Duration,
        mut is_done: impl FnMut(&State) -> bool,
    ) -> MutexGuard<'a, State> {
        // A hook of the application's own may ask for it.
        let waits_for_itself = worker::is_this_thread() || before_send::runs();
        while !waits_for_itself && state.phase.sends() && !is_done(&state) {
            let too_late =
                !state.saves && state.next_attempt.is_some_and(|attempt| attempt >= until);
            if too_late || self.settings.clock.elapsed() >= until {
                break;
            }
            state = self.sleep(&self.settled, state, Some(until));
        }
        state
    }
}
