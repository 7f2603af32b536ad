//! The bounded queue between the callers and the worker: events in their compact form, in the order
//! in which they were tracked.

mod run;

use std::collections::VecDeque;

use crate::clock::unix_milliseconds;
use crate::intake::INTAKES;
use crate::session::{Restart, Session};

use run::{HEADER, merge, oldest};
pub(crate) use run::{Header, Run, Taken};

/// What a full queue gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// The event that comes: the earliest are kept.
    DropNewest,
    /// The event that waited longest: the latest are kept.
    DropOldest,
}

/// The most bytes that waiting events may take, whatever their number.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most bytes of values of an event that needs no look at the room for bytes: more than most have.
pub(crate) const MAX_SMALL: usize = 1024;

/// The most memory that is kept for the next runs when one is done with.
const MAX_SPARE: usize = 64 * 1024;

#[derive(Debug)]
pub(crate) struct Queue {
    /// The batches that are complete, the oldest first, and the runs of each side by side.
    complete: VecDeque<Run>,
    /// The batch that is not, by the intakes that its events come through.
    begun: [Run; INTAKES],
    /// The session of all events of that batch.
    session: Option<Session>,
    /// The most events in a batch.
    batch_events: usize,
    /// The number of the next batch.
    batch: usize,
    events: usize,
    bytes: usize,
    /// Empty runs, for their memory.
    spare: Vec<Run>,
}

impl Queue {
    /// A queue whose events are taken out so many at a time.
    pub(crate) fn new(batch_events: usize) -> Self {
        Self {
            complete: VecDeque::new(),
            begun: Default::default(),
            session: None,
            batch_events,
            batch: 0,
            events: 0,
            bytes: 0,
            spare: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.events
    }

    /// Whether one more event with so many bytes of values would be too much.
    pub(crate) fn is_full(&self, capacity: usize, values: usize) -> bool {
        self.events >= capacity || self.bytes + (self.events + 1) * HEADER + values > MAX_BYTES
    }

    /// How many more small events each of some intakes may take, so that none of them completes a batch that
    /// somebody waits for. Where one waits already they may take a batch each: what they took is merged later,
    /// and until then their threads do not meet.
    pub(crate) fn room(&self, capacity: usize, intakes: usize) -> usize {
        let bytes = MAX_BYTES.saturating_sub(self.bytes + self.events * HEADER);
        let missing = self.batch_events.checked_sub(self.events + 1);
        let batches = if missing.is_some() { 1 } else { intakes };
        let rest = (batches * self.batch_events).saturating_sub(self.begun() + 1);
        let all = capacity.saturating_sub(self.events).min(bytes / (HEADER + MAX_SMALL));
        all.min(rest).min(missing.unwrap_or(rest)) / intakes.max(1)
    }

    /// How many events the next batch has so far.
    fn begun(&self) -> usize {
        self.begun.iter().map(|run| run.length()).sum()
    }

    /// Has the events that come belong to that session; a batch has those of one.
    pub(crate) fn enter(&mut self, session: Session) {
        if self.session != Some(session) {
            self.complete();
            self.session = Some(session);
        }
    }

    /// Takes an event in that came through that intake.
    pub(crate) fn push(&mut self, intake: usize, header: Header, values: &[u8]) {
        self.enter(header.session);
        let mut run = self.lend(intake);
        run.push(header.place, header.time, values);
        self.take_back(intake, run);
        if self.begun() >= self.batch_events {
            self.complete();
        }
    }

    /// The run of that intake in the next batch, to go on without the queue.
    pub(crate) fn lend(&mut self, intake: usize) -> Run {
        let run = std::mem::take(&mut self.begun[intake]);
        self.events -= run.len();
        self.bytes -= run.values();
        let mut run = if run.memory() > 0 { run } else { self.spare() };
        run.session = self.session.unwrap_or(run.session);
        run
    }

    pub(crate) fn take_back(&mut self, intake: usize, run: Run) {
        self.events += run.len();
        self.bytes += run.values();
        self.begun[intake] = run;
    }

    fn complete(&mut self) {
        for run in self.begun.iter_mut().filter(|run| run.len() > 0) {
            run.batch = self.batch;
            self.complete.push_back(std::mem::take(run));
        }
        self.batch += 1;
    }

    /// An empty run.
    fn spare(&mut self) -> Run {
        self.spare.pop().unwrap_or_else(|| Run::as_large_as(self.complete.back()))
    }

    /// The runs of the oldest batch.
    fn first_batch(&mut self) -> impl Iterator<Item = &mut Run> {
        let first = self.complete.front().map(|run| run.batch);
        let begun = if first.is_none() { &mut self.begun[..] } else { &mut [] };
        let complete = self.complete.iter_mut().take_while(move |run| Some(run.batch) == first);
        complete.chain(begun)
    }

    /// Gives up the oldest event.
    pub(crate) fn drop_oldest(&mut self) -> Option<Header> {
        let (header, values) = oldest(self.first_batch())?.pop_front()?;
        self.events -= 1;
        self.bytes -= values.len();
        self.clean_up();
        Some(header)
    }

    /// Keeps the memory of runs whose events are gone.
    fn clean_up(&mut self) {
        self.begun.iter_mut().filter(|run| run.len() == 0).for_each(Run::clear);
        while let Some(empty) = self.complete.pop_front_if(|run| run.len() == 0) {
            self.recycle(empty);
        }
    }

    /// Gives what waits sessions that nobody can join to those before.
    pub(crate) fn restart_sessions(&mut self) {
        let (mut restart, mut restarted) = (Restart::default(), Self::new(self.batch_events));
        while self.events > 0 {
            let mut batch = self.take(usize::MAX);
            if let Some((header, _)) = batch.front() {
                batch.session = restart.of(header.session, unix_milliseconds(header.time));
            }
            restarted.take_back(0, batch);
            restarted.complete();
        }
        *self = restarted;
    }

    /// The oldest events that are sent together, at most `limit`, which stay where they are.
    pub(crate) fn first(&mut self, limit: usize) -> Run {
        let mut copies: Vec<_> = self.first_batch().map(|run| run.clone()).collect();
        let mut first = Run::default();
        merge(&mut copies.iter_mut().collect::<Vec<_>>(), limit, &mut first);
        first
    }

    /// Moves the oldest events that are sent together out, at most `limit`.
    pub(crate) fn take(&mut self, limit: usize) -> Run {
        if self.complete.is_empty() {
            self.complete();
        }
        // Memory that was used before, where several are merged: callers who ask for room wait meanwhile.
        let is_one_run = self.first_batch().nth(1).is_none();
        let mut taken = if is_one_run { Run::default() } else { self.spare() };
        match &mut self.first_batch().collect::<Vec<_>>()[..] {
            [only] if only.len() <= limit => taken = std::mem::take(*only),
            runs => merge(runs, limit, &mut taken),
        }
        self.events -= taken.len();
        self.bytes -= taken.values();
        self.clean_up();
        taken
    }

    /// Keeps the memory of a run that is done with for another.
    pub(crate) fn recycle(&mut self, mut done: Run) {
        let kept: usize = self.spare.iter().map(Run::memory).sum();
        if done.memory() > 0 && kept + done.memory() <= MAX_SPARE {
            done.clear();
            self.spare.push(done);
        }
    }

    /// Forgets all events; returns how many there were.
    pub(crate) fn clear(&mut self) -> usize {
        std::mem::replace(self, Self::new(self.batch_events)).events
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    fn header(place: u16) -> Header {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(7);
        Header { place, time, session: Session { started: 1, random: 2 } }
    }

    /// What goes in comes out, in order, also in memory that was used before.
    #[test]
    fn events_come_out_as_they_went_in() {
        let mut queue = Queue::new(3);
        let mut next_out = 0;
        for next_in in 0..1000u16 {
            queue.push(0, header(next_in), &vec![next_in as u8; usize::from(next_in % 40)]);
            if next_in % 5 == 4 {
                let run = queue.take(9);
                for taken in run.events() {
                    assert_eq!((taken.place, taken.time), (next_out, 7));
                    assert_eq!(
                        run.bytes[taken.values],
                        vec![next_out as u8; usize::from(next_out % 40)]
                    );
                    next_out += 1;
                }
                queue.recycle(run);
            }
        }
        assert_eq!(queue.len(), usize::from(1000 - next_out));
        assert_eq!(queue.clear(), usize::from(1000 - next_out));
        assert_eq!(queue.drop_oldest(), None);
    }

    #[test]
    fn the_oldest_event_is_dropped_first() {
        for batch_events in [1, 2, 9] {
            let mut queue = Queue::new(batch_events);
            queue.push(0, header(1), b"first");
            queue.push(0, header(2), b"second");
            assert_eq!(queue.drop_oldest(), Some(header(1)));
            let run = queue.take(9);
            let events: Vec<_> = run.events().collect();
            assert_eq!(events[0].place, 2);
            assert_eq!(&run.bytes[events[0].values.clone()], b"second");
            assert_eq!((events.len(), queue.len(), queue.bytes), (1, 0, 0));
        }
    }

    #[test]
    fn a_batch_has_one_session() {
        let mut queue = Queue::new(5);
        let next = Session { started: 2, random: 3 };
        (0..3).for_each(|place| queue.push(0, header(place), b"one"));
        (3..7).for_each(|place| queue.push(1, Header { session: next, ..header(place) }, b"two"));
        for expected in [0..3, 3..7] {
            let taken = queue.take(9);
            assert!(taken.events().map(|event| event.place).eq(expected));
            assert!(taken.events().all(|event| event.session == taken.session));
        }
    }

    #[test]
    fn there_is_room_up_to_the_event_that_somebody_waits_for() {
        let mut queue = Queue::new(5);
        assert_eq!([99, 3, 0].map(|capacity| queue.room(capacity, 1)), [4, 3, 0]);
        queue.push(0, header(0), b"one");
        assert_eq!([1, 2, 3].map(|intakes| queue.room(99, intakes)), [3, 1, 1]);
        queue.enter(Session { started: 2, random: 3 });
        assert_eq!(queue.room(99, 1), 3, "five wait with four more");
        queue.enter(header(0).session);
        (1..5).for_each(|place| queue.push(0, header(place), b"one"));
        assert_eq!((queue.len(), queue.room(99, 1)), (5, 0), "the next completes a batch");
        assert_eq!((queue.room(99, 2), queue.room(8, 2)), (2, 1), "five wait already");
    }

    #[test]
    fn runs_of_one_batch_are_merged_by_time_and_keep_their_order() {
        let mut queue = Queue::new(9);
        let at = |place, second| Header {
            time: SystemTime::UNIX_EPOCH + Duration::from_secs(second),
            ..header(place)
        };
        for (intake, place, second) in [(0, 0, 1), (0, 1, 4), (0, 2, 3), (5, 3, 2), (5, 4, 4)] {
            queue.push(intake, at(place, second), &[place as u8]);
        }
        assert!(queue.first(4).events().map(|event| event.place).eq([0, 3, 1, 2]));
        let taken = [queue.take(2), queue.take(9)]
            .map(|run| run.events().map(|event| run.bytes[event.values.start]).collect::<Vec<_>>());
        assert_eq!(taken, [vec![0, 3], vec![1, 2, 4]]);
        assert_eq!((queue.len(), queue.bytes), (0, 0));
    }

    #[test]
    fn events_and_bytes_are_both_bounded() {
        let mut queue = Queue::new(25);
        queue.push(0, header(1), &[]);
        assert!(queue.is_full(1, 0));
        assert!(!queue.is_full(2, 0));
        assert!(queue.is_full(2, MAX_BYTES));
    }
}
