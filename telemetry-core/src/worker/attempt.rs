//! One attempt at what is under way, and what becomes of it.

use std::time::Duration;

use uuid::Uuid;

use super::Worker;
use crate::clock::unix_milliseconds;
use crate::flight::Part;
use crate::state::State;
use crate::status::{DropReason, Place};
use crate::transport::{Outcome, Permit};

impl Worker<'_> {
    /// Sends the next part of what is under way, and settles or keeps it as the answer says.
    pub(super) fn attempt(&mut self) {
        let permit = self.flight.permit().clone();
        let Some(mut part) = self.flight.pop() else {
            return;
        };
        self.drop_stale(&mut part);
        if part.events.is_empty() {
            return;
        }
        self.encode(&part);
        let too_large = self.request.body.len() > self.client.settings.shelf.bytes;
        let (outcome, problem) = if too_large {
            (Outcome::Split, Some("a batch is too large for the server".to_owned()))
        } else {
            self.post(&permit)
        };
        part.attempts += 1;
        let events = part.events.len();
        let retries = &self.client.settings.retry;
        // A batch that is spoilt says nothing of the backend, and a backend that fails nothing of the batch.
        let spoilt = events > 1
            && match outcome {
                Outcome::Split => true,
                Outcome::RetryThenSplit { .. } => {
                    retries.are_used_up(part.attempts) && self.circuit.is_closed()
                }
                _ => false,
            };
        match outcome {
            _ if spoilt || too_large => {}
            Outcome::Refused
            | Outcome::Split
            | Outcome::Retry { .. }
            | Outcome::RetryThenSplit { .. } => {
                self.circuit.failed(self.client.settings.clock.elapsed());
            }
            _ => self.circuit.succeeded(),
        }
        let mut state = self.client.lock_state();
        match outcome {
            Outcome::Accepted => state.settle_sent(events),
            Outcome::AllBut { refused } => {
                let refused = refused.min(events);
                state.settle_dropped(DropReason::Refused, refused);
                state.settle_sent(events - refused);
            }
            Outcome::Split if spoilt => self.flight.push_halves(part, 0),
            // One attempt for each half: their events had theirs.
            Outcome::RetryThenSplit { .. } if spoilt => {
                let attempts = part.attempts;
                self.flight.push_halves(part, attempts);
            }
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
            Outcome::Retry { after } | Outcome::RetryThenSplit { after } => {
                self.try_again(&mut state, part, after);
            }
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
        drop(state);
        // There may be more to send at once, and nobody else tells those who wait for these.
        self.client.notify_callers();
    }

    /// Gives up what has become too old since it was taken out, as on a machine that slept meanwhile.
    fn drop_stale(&self, part: &mut Part) {
        let settings = &self.client.settings;
        let now = unix_milliseconds(settings.clock.now());
        let events = part.events.len();
        part.events.retain(|event| !settings.is_stale(event.time(), now));
        let stale = events - part.events.len();
        if stale > 0 {
            self.client.lock().settle_dropped(DropReason::Stale, stale);
        }
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
