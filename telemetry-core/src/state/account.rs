//! The account of the events: what was recorded, and what became of it.

use super::State;
use crate::losses::Losses;
use crate::recorder::Note;
use crate::status::{Counts, DropReason, Gathered, Status};

impl State {
    /// Counts an event that is not even queued.
    pub(crate) fn count_dropped(&mut self, reason: DropReason) {
        self.counts.recorded += 1;
        self.counts.dropped.add(reason, 1);
    }

    /// Counts what did not leave of an event.
    #[cold]
    pub(crate) fn count_notes(&mut self, notes: &[Note]) {
        for note in notes {
            *match note {
                Note::Dropped(_, rule) => self.filtered.entry(*rule).or_default(),
                Note::Masked(rule) => self.masked.entry(*rule).or_default(),
                Note::Mismatched => &mut self.mismatched,
            } += 1;
        }
    }

    /// What was lost and is not reported yet, asked once.
    pub(crate) fn take_losses(&mut self) -> Option<Losses> {
        let all = Losses::new(&self.counts.dropped, &self.filtered);
        let new = all.since(&self.reported);
        self.reported = all;
        (!new.is_empty()).then_some(new)
    }

    /// Counts events that were under way as sent. After a stop there are none: they count as dropped.
    pub(crate) fn settle_sent(&mut self, events: usize) {
        let events = self.leave_flight(events);
        self.counts.sent += events as u64;
    }

    /// Counts events that were under way as dropped.
    pub(crate) fn settle_dropped(&mut self, reason: DropReason, events: usize) {
        let events = self.leave_flight(events);
        self.counts.dropped.add(reason, events);
    }

    fn leave_flight(&mut self, events: usize) -> usize {
        let events = events.min(self.in_flight);
        self.in_flight -= events;
        events
    }

    pub(crate) fn pending(&self) -> usize {
        self.queue.len() + self.in_flight
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts { pending: self.pending() as u64, ..self.counts }
    }

    pub(crate) fn status(&self, endpoint: &str) -> Status {
        Status {
            state: self.phase.shown(),
            consent: self.consent,
            endpoint: Some(endpoint.to_owned()),
            counts: self.counts(),
            gathered: Gathered::default(),
            filtered: self.filtered.clone(),
            masked: self.masked.clone(),
            mismatched: self.mismatched,
            problems: self.problems.clone(),
        }
    }
}
