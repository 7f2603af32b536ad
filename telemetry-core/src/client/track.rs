//! The caller's way with an event: recorded without any lock, handed in at the thread's own intake.

use std::cell::Cell;
use std::time::SystemTime;

use super::Client;
use crate::before_send;
use crate::recorder::{Note, Recorder};
use crate::schema::EventSchema;
use crate::status::DropReason;

thread_local! {
    /// Where an event is recorded before the lock is taken; its memory is used again. Empty while one is
    /// recorded: what is tracked meanwhile gets memory of its own.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

impl Client {
    /// Records one event; `record` runs on this thread and without the lock. Not generic, so that it is
    /// compiled once and not for each event.
    pub(crate) fn track(
        &self,
        place: u16,
        schema: &'static EventSchema,
        record: &mut dyn FnMut(&mut Recorder<'_>),
    ) {
        if self.has_hook && before_send::runs() {
            return self.refuse_reentrant();
        }
        // Where the thread is ending, nothing of it is left to count or to send.
        let Ok(mut bytes) = SCRATCH.try_with(Cell::take) else { return };
        bytes.clear();
        let EventSchema { properties, kinds, .. } = schema;
        let mut recorder = Recorder::new(&mut bytes, &self.settings.context, properties, kinds);
        record(&mut recorder);
        let notes = recorder.into_notes();
        let now = self.settings.clock.now();
        if !self.hand_in(place, schema, now, &notes, &bytes) {
            self.ask(place, schema, now, &notes, &bytes);
        }
        SCRATCH.try_with(|scratch| scratch.set(bytes)).unwrap_or_default();
    }

    /// Hands an event in at its thread's intake; `false` where the state has to see it.
    #[inline(always)]
    fn hand_in(
        &self,
        place: u16,
        schema: &EventSchema,
        now: SystemTime,
        notes: &[Note],
        values: &[u8],
    ) -> bool {
        notes.is_empty() && schema.once.is_none() && self.intakes.take(place, now, values)
    }

    /// Records an event that its thread's intake has not taken, and makes room for the next ones.
    #[inline(never)]
    fn ask(
        &self,
        place: u16,
        schema: &'static EventSchema,
        now: SystemTime,
        notes: &[Note],
        values: &[u8],
    ) {
        let mut state = self.lock_state();
        // Others who asked may have made room for this thread, too.
        if self.hand_in(place, schema, now, notes, values) {
            return;
        }
        self.intakes.close(&mut state);
        state.count_notes(notes);
        let wake = state.record(&self.settings, schema, place, now, values);
        self.intakes.open(&mut state, &self.settings);
        drop(state);
        if wake {
            self.work.notify_one();
        }
    }

    #[cold]
    fn refuse_reentrant(&self) {
        self.lock().count_dropped(DropReason::Reentrant);
    }
}
