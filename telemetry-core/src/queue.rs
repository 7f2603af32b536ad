//! The bounded queue between the callers and the worker: events in their compact form, in the order
//! in which they were tracked.

use std::collections::VecDeque;
use std::ops::Range;
use std::time::SystemTime;

use crate::clock::unix_milliseconds;
use crate::session::{Restart, Session};

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

/// What the queue remembers of an event beside its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The event's place in the catalogue.
    pub(crate) place: u16,
    /// When it was tracked.
    pub(crate) time: SystemTime,
    pub(crate) session: Session,
}

/// An event that waits; its values end where those of the next begin.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    header: Header,
    values_end: usize,
}

/// An event that was taken out; its values are a range of its segment's bytes.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// The event's place in the catalogue.
    pub(crate) place: u16,
    /// When it was tracked, in milliseconds since 1970.
    pub(crate) time: u64,
    pub(crate) session: Session,
    pub(crate) values: Range<usize>,
}

/// Events that leave the queue together, so that the lock is held for no copy of them.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    waiting: Vec<Waiting>,
    /// How many of them were dropped: the first ones.
    dropped: usize,
    /// The values of all of them.
    pub(crate) bytes: Vec<u8>,
}

impl Segment {
    pub(crate) fn len(&self) -> usize {
        self.waiting.len() - self.dropped
    }

    /// Where the values of the event at that place begin.
    fn start_of(&self, place: usize) -> usize {
        place.checked_sub(1).and_then(|before| self.waiting.get(before)).map_or(0, |w| w.values_end)
    }

    pub(crate) fn events(&self) -> impl Iterator<Item = Taken> {
        let mut start = self.start_of(self.dropped);
        self.waiting.iter().skip(self.dropped).map(move |Waiting { header, values_end }| {
            let values = start..*values_end;
            start = values.end;
            let Header { place, time, session } = *header;
            Taken { place, time: unix_milliseconds(time), session, values }
        })
    }

    /// A copy of the first events, at most `limit`.
    fn first(&self, limit: usize) -> Self {
        let waiting = self.waiting.iter().take(self.dropped + limit).copied().collect();
        Self { waiting, dropped: self.dropped, bytes: self.bytes.clone() }
    }

    /// The memory that it takes, in bytes.
    fn memory(&self) -> usize {
        self.waiting.capacity() * size_of::<Waiting>() + self.bytes.capacity()
    }
}

/// The most memory that is kept for the next segments when one is done with.
const MAX_SPARE: usize = 64 * 1024;

#[derive(Debug)]
pub(crate) struct Queue {
    /// The oldest first; none is empty.
    segments: VecDeque<Segment>,
    /// The most events in a segment.
    segment_events: usize,
    events: usize,
    bytes: usize,
    /// Empty segments, for their memory.
    spare: Vec<Segment>,
}

impl Queue {
    /// A queue whose events are taken out so many at a time.
    pub(crate) fn new(segment_events: usize) -> Self {
        let (segments, spare) = (VecDeque::new(), Vec::new());
        Self { segments, segment_events, events: 0, bytes: 0, spare }
    }

    pub(crate) fn len(&self) -> usize {
        self.events
    }

    /// Whether one more event with so many bytes of values would be too much.
    pub(crate) fn is_full(&self, capacity: usize, values: usize) -> bool {
        self.events >= capacity
            || self.bytes + (self.events + 1) * size_of::<Waiting>() + values > MAX_BYTES
    }

    // Inlined, so that the header goes from registers to its place.
    #[inline]
    pub(crate) fn push(&mut self, header: Header, values: &[u8]) {
        let segment = match self.segments.back_mut() {
            Some(segment) if segment.waiting.len() < self.segment_events => segment,
            _ => Self::begin(&mut self.segments, &mut self.spare),
        };
        segment.bytes.extend_from_slice(values);
        segment.waiting.push(Waiting { header, values_end: segment.bytes.len() });
        self.events += 1;
        self.bytes += values.len();
    }

    #[cold]
    fn begin<'a>(segments: &'a mut VecDeque<Segment>, spare: &mut Vec<Segment>) -> &'a mut Segment {
        let segment = spare.pop().unwrap_or_else(|| {
            // As large as the one before: growing step by step it could become twice as large.
            let before = segments.back();
            let waiting = before.map_or(0, |before| before.waiting.len());
            let bytes = before.map_or(0, |before| before.bytes.len().min(MAX_SPARE));
            let waiting = Vec::with_capacity(waiting);
            Segment { waiting, dropped: 0, bytes: Vec::with_capacity(bytes) }
        });
        segments.push_back_mut(segment)
    }

    /// Gives up the oldest event.
    pub(crate) fn drop_oldest(&mut self) -> Option<Header> {
        let segment = self.segments.front_mut()?;
        let start = segment.start_of(segment.dropped);
        let Waiting { header, values_end } = segment.waiting.get(segment.dropped)?;
        let (header, values) = (*header, values_end - start);
        segment.dropped += 1;
        let is_empty = segment.len() == 0;
        self.events -= 1;
        self.bytes -= values;
        if is_empty {
            let empty = self.segments.pop_front()?;
            self.recycle(empty);
        }
        Some(header)
    }

    /// Gives what waits sessions that nobody can join to those before.
    pub(crate) fn restart_sessions(&mut self) {
        let mut restart = Restart::default();
        for Waiting { header, .. } in
            self.segments.iter_mut().flat_map(|segment| &mut segment.waiting)
        {
            header.session = restart.of(header.session, unix_milliseconds(header.time));
        }
    }

    /// The oldest events that are sent together, at most `limit`, which stay where they are.
    pub(crate) fn first(&self, limit: usize) -> Segment {
        self.segments.front().map_or_else(Segment::default, |front| front.first(limit))
    }

    /// Moves the oldest events that are sent together out, at most `limit`.
    pub(crate) fn take(&mut self, limit: usize) -> Segment {
        let taken = match self.segments.front_mut() {
            Some(front) if front.len() > limit => {
                let taken = front.first(limit);
                front.dropped += taken.len();
                taken
            }
            _ => self.segments.pop_front().unwrap_or_default(),
        };
        self.events -= taken.len();
        self.bytes -= taken.start_of(taken.waiting.len()) - taken.start_of(taken.dropped);
        taken
    }

    /// Keeps the memory of a segment that is done with for another.
    pub(crate) fn recycle(&mut self, mut done: Segment) {
        let kept: usize = self.spare.iter().map(Segment::memory).sum();
        if done.memory() > 0 && kept + done.memory() <= MAX_SPARE {
            done.waiting.clear();
            done.bytes.clear();
            done.dropped = 0;
            self.spare.push(done);
        }
    }

    /// Forgets all events; returns how many there were.
    pub(crate) fn clear(&mut self) -> usize {
        std::mem::replace(self, Self::new(self.segment_events)).events
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

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
            queue.push(header(next_in), &vec![next_in as u8; usize::from(next_in % 40)]);
            if next_in % 5 == 4 {
                let segment = queue.take(9);
                for taken in segment.events() {
                    assert_eq!((taken.place, taken.time), (next_out, 7));
                    assert_eq!(
                        segment.bytes[taken.values],
                        vec![next_out as u8; usize::from(next_out % 40)]
                    );
                    next_out += 1;
                }
                queue.recycle(segment);
            }
        }
        assert_eq!(queue.len(), usize::from(1000 - next_out));
        assert_eq!(queue.clear(), usize::from(1000 - next_out));
        assert_eq!(queue.drop_oldest(), None);
    }

    #[test]
    fn the_oldest_event_is_dropped_first() {
        for segment_events in [1, 2, 9] {
            let mut queue = Queue::new(segment_events);
            queue.push(header(1), b"first");
            queue.push(header(2), b"second");
            assert_eq!(queue.drop_oldest(), Some(header(1)));
            let segment = queue.take(9);
            let events: Vec<_> = segment.events().collect();
            assert_eq!(events[0].place, 2);
            assert_eq!(&segment.bytes[events[0].values.clone()], b"second");
            assert_eq!((events.len(), queue.len(), queue.bytes), (1, 0, 0));
        }
    }

    #[test]
    fn events_and_bytes_are_both_bounded() {
        let mut queue = Queue::new(25);
        queue.push(header(1), &[]);
        assert!(queue.is_full(1, 0));
        assert!(!queue.is_full(2, 0));
        assert!(queue.is_full(2, MAX_BYTES));
    }
}
