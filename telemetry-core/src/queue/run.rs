//! Events in the order in which they came through one intake.

use std::ops::Range;
use std::time::SystemTime;

use super::MAX_SPARE;
use crate::clock::unix_milliseconds;
use crate::session::Session;

/// What the queue remembers of an event beside its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The event's place in the catalogue.
    pub(crate) place: u16,
    /// When it was tracked.
    pub(crate) time: SystemTime,
    pub(crate) session: Session,
}

/// An event that waits; its values end where those of the next begin. As small as can be: of what a thread
/// writes, the worker's core had each cache line last.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    time: SystemTime,
    /// Less than [`MAX_BYTES`](super::MAX_BYTES).
    values_end: u32,
    place: u16,
}

/// The bytes that are kept of an event beside its values.
pub(super) const HEADER: usize = size_of::<Waiting>();

/// An event that was taken out; its values are a range of its run's bytes.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// The event's place in the catalogue.
    pub(crate) place: u16,
    /// When it was tracked, in milliseconds since 1970.
    pub(crate) time: u64,
    pub(crate) session: Session,
    pub(crate) values: Range<usize>,
}

/// Events that came through one intake, in their order.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The session of all of them.
    pub(super) session: Session,
    waiting: Vec<Waiting>,
    /// How many of them are gone: the first ones.
    gone: usize,
    /// The values of all of them.
    pub(crate) bytes: Vec<u8>,
    /// The number of its batch.
    pub(super) batch: usize,
}

impl Default for Run {
    fn default() -> Self {
        let session = Session { started: 0, random: 0 };
        Self { session, waiting: Vec::new(), gone: 0, bytes: Vec::new(), batch: 0 }
    }
}

impl Run {
    /// An empty one with memory for as much as another has: growing step by step it could become twice as
    /// large.
    pub(super) fn as_large_as(other: Option<&Self>) -> Self {
        let Some(other) = other else { return Self::default() };
        let waiting = Vec::with_capacity(other.waiting.len());
        Self {
            waiting,
            bytes: Vec::with_capacity(other.bytes.len().min(MAX_SPARE)),
            ..Self::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len() - self.gone
    }

    /// How many events it had before any was gone.
    pub(super) fn length(&self) -> usize {
        self.waiting.len()
    }

    // Inlined, so that the time goes from registers to its place: through memory an event costs a third more.
    #[inline(always)]
    pub(crate) fn push(&mut self, place: u16, time: SystemTime, values: &[u8]) {
        self.bytes.extend_from_slice(values);
        self.waiting.push(Waiting { time, values_end: self.bytes.len() as u32, place });
    }

    /// When the last event happened.
    pub(crate) fn last_time(&self) -> Option<SystemTime> {
        self.waiting.last().map(|waiting| waiting.time)
    }

    /// The oldest event, and where its values are.
    pub(super) fn front(&self) -> Option<(Header, Range<usize>)> {
        let Waiting { place, time, values_end } = *self.waiting.get(self.gone)?;
        let values = self.start_of(self.gone)..values_end as usize;
        Some((Header { place, time, session: self.session }, values))
    }

    /// Moves on to the next event.
    pub(super) fn pop_front(&mut self) -> Option<(Header, Range<usize>)> {
        let front = self.front()?;
        self.gone += 1;
        Some(front)
    }

    /// Where the values of the event at that place begin.
    fn start_of(&self, place: usize) -> usize {
        place
            .checked_sub(1)
            .and_then(|before| self.waiting.get(before))
            .map_or(0, |w| w.values_end as usize)
    }

    pub(crate) fn events(&self) -> impl Iterator<Item = Taken> {
        let mut start = self.start_of(self.gone);
        self.waiting.iter().skip(self.gone).map(move |waiting| {
            let values = start..waiting.values_end as usize;
            start = values.end;
            let time = unix_milliseconds(waiting.time);
            Taken { place: waiting.place, time, session: self.session, values }
        })
    }

    /// How many bytes the values of its events take.
    pub(super) fn values(&self) -> usize {
        self.start_of(self.waiting.len()) - self.start_of(self.gone)
    }

    pub(super) fn clear(&mut self) {
        self.waiting.clear();
        self.bytes.clear();
        self.gone = 0;
    }

    /// The memory that it takes, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.waiting.capacity() * size_of::<Waiting>() + self.bytes.capacity()
    }
}

/// Moves the oldest events out of several runs, at most `limit`: each run keeps its order, and all are merged
/// by their time.
pub(super) fn merge(runs: &mut [&mut Run], limit: usize, into: &mut Run) {
    while into.len() < limit
        && let Some(run) = oldest(runs.iter_mut().map(|run| &mut **run))
        && let Some((header, values)) = run.pop_front()
    {
        into.session = header.session;
        into.push(header.place, header.time, &run.bytes[values]);
    }
}

/// The run whose first event is the oldest.
pub(super) fn oldest<'a>(runs: impl Iterator<Item = &'a mut Run>) -> Option<&'a mut Run> {
    let time = |run: &Run| run.front().map(|(header, _)| header.time);
    runs.filter(|run| run.len() > 0).min_by_key(|run| time(run))
}
