//! Where threads hand in their events: a few places with a lock of its own each, so that threads that track
//! at the same time do not wait for each other.
//!
//! An intake is open for as many events as nobody has to look at: up to the one that completes a batch or
//! finds the queue full. Whoever [locks](crate::client::Client::lock) the state closes all of them first,
//! which puts their events into the queue: nothing else knows that there are intakes. The locks are taken in
//! this order: the state's, then an intake's.

use std::sync::PoisonError;
use std::time::SystemTime;
use std::{array, mem, process};

use crate::client::Settings;
use crate::queue::{MAX_SMALL, Run};
use crate::session::Stretch;
use crate::state::State;
use crate::sync::{Mutex, MutexGuard, thread_number};

/// As many as threads that track all the time on most machines; of two that share one, one waits at times.
pub(crate) const INTAKES: usize = 8;

/// How often an intake is opened for a thread that does not track any more. A thread that has to ask for room
/// closes all intakes, so that with none at all two that take turns would ask for each event.
const PATIENCE: u8 = 8;

pub(crate) struct Intakes {
    all: [Intake; INTAKES],
    /// The process that has the worker, and its connections; a fork of it has neither.
    process: u32,
}

/// On cache lines that no other shares, nor fetches along.
#[repr(align(128))]
struct Intake(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    /// How many more events it takes; none while it is closed.
    room: usize,
    stretch: Stretch,
    run: Run,
}

/// What the state remembers of the intakes.
#[derive(Debug, Default)]
pub(crate) struct Openings {
    /// The room that each open intake was given; none while all are closed.
    room: usize,
    /// How often each is to be opened, unless its thread tracks again.
    left: [u8; INTAKES],
}

impl Intakes {
    pub(crate) fn new() -> Self {
        Self { all: array::from_fn(|_| Intake(Mutex::default())), process: process::id() }
    }

    /// Takes an event of this thread's in; `false` where that is up to the state.
    #[inline(always)]
    pub(crate) fn take(&self, place: u16, now: SystemTime, values: &[u8]) -> bool {
        let Some(mut inside) = self.lock(&self.all[own()]) else { return false };
        let takes = inside.room > 0 && inside.stretch.covers(now) && values.len() <= MAX_SMALL;
        if takes {
            inside.room -= 1;
            inside.run.push(place, now, values);
        }
        takes
    }

    /// Closes all, and puts what they took into the queue.
    pub(crate) fn close(&self, state: &mut State) {
        let room = mem::take(&mut state.openings.room);
        if room == 0 {
            return;
        }
        let mut last = None;
        for (at, intake) in self.all.iter().enumerate() {
            let left = state.openings.left[at];
            if left > 0
                && let Some(mut inside) = self.lock(intake)
            {
                let is_used = mem::take(&mut inside.room) < room;
                let run = mem::take(&mut inside.run);
                drop(inside);
                last = last.max(run.last_time().filter(|_| is_used));
                state.take_back(at, run);
                state.openings.left[at] = if is_used { PATIENCE } else { left - 1 };
            }
        }
        if let Some(last) = last {
            state.went_on(last);
        }
    }

    /// Opens this thread's, and those of threads that tracked lately: for the same number of events each, so
    /// that all together take none that the state has to see.
    pub(crate) fn open(&self, state: &mut State, settings: &Settings) {
        state.openings.left[own()] = PATIENCE;
        let is_open = state.openings.left.map(|left| left > 0);
        let room = state.room(settings, is_open.iter().filter(|open| **open).count());
        let Some(stretch) = state.stretch().filter(|_| room > 0) else { return };
        state.openings.room = room;
        for (at, intake) in self.all.iter().enumerate().filter(|(at, _)| is_open[*at]) {
            if let Some(mut inside) = self.lock(intake) {
                *inside = Inside { room, stretch, run: state.lend(at) };
            }
        }
    }

    /// Whether this is a fork of the process that they were made in.
    pub(crate) fn are_forked(&self) -> bool {
        process::id() != self.process
    }

    /// `None` in a fork that was made while a thread had it: nobody there gives it back.
    #[inline]
    fn lock<'a>(&self, intake: &'a Intake) -> Option<MutexGuard<'a, Inside>> {
        intake.0.try_lock().ok().or_else(|| self.lock_contended(intake))
    }

    #[cold]
    fn lock_contended<'a>(&self, intake: &'a Intake) -> Option<MutexGuard<'a, Inside>> {
        (!self.are_forked()).then(|| intake.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The place of this thread's intake.
#[inline]
pub(crate) fn own() -> usize {
    thread_number() % INTAKES
}
