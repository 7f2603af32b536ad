//! The bounded queue between the callers and the worker: events in their compact form, in the order
//! in which they were tracked.

use std::collections::VecDeque;
use std::ops::Range;

use crate::session::Session;

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
    /// When it was tracked, in milliseconds since 1970.
    pub(crate) time: u64,
    pub(crate) session: Session,
}

impl Header {
    const BYTES: usize = 4 + 2 + 8 + 8 + 8;

    fn write(&self, values: u32, bytes: &mut VecDeque<u8>) {
        bytes.extend(values.to_ne_bytes());
        bytes.extend(self.place.to_ne_bytes());
        bytes.extend(self.time.to_ne_bytes());
        bytes.extend(self.session.started.to_ne_bytes());
        bytes.extend(self.session.random.to_ne_bytes());
    }

    /// The header and the length of the values that follow it.
    fn read(bytes: &[u8; Self::BYTES]) -> (Self, usize) {
        let mut rest = &bytes[..];
        let values = u32::from_ne_bytes(take(&mut rest));
        let place = u16::from_ne_bytes(take(&mut rest));
        let time = u64::from_ne_bytes(take(&mut rest));
        let started = u64::from_ne_bytes(take(&mut rest));
        let random = u64::from_ne_bytes(take(&mut rest));
        (Self { place, time, session: Session { started, random } }, values as usize)
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> [u8; N] {
    match bytes.split_first_chunk() {
        Some((taken, rest)) => {
            *bytes = rest;
            *taken
        }
        None => [0; N],
    }
}

/// An event that was taken out; its values are a range of the bytes that were taken with it.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) header: Header,
    pub(crate) values: Range<usize>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Queue {
    bytes: VecDeque<u8>,
    events: usize,
}

impl Queue {
    pub(crate) fn len(&self) -> usize {
        self.events
    }

    /// Whether one more event with so many bytes of values would be too much.
    pub(crate) fn is_full(&self, capacity: usize, values: usize) -> bool {
        self.events >= capacity || self.bytes.len() + Header::BYTES + values > MAX_BYTES
    }

    pub(crate) fn push(&mut self, header: &Header, values: &[u8]) {
        let Ok(length) = u32::try_from(values.len()) else {
            return;
        };
        header.write(length, &mut self.bytes);
        self.bytes.extend(values);
        self.events += 1;
    }

    /// Gives up the oldest event.
    pub(crate) fn drop_oldest(&mut self) -> Option<Header> {
        let (header, values) = self.front()?;
        self.bytes.drain(..Header::BYTES + values);
        self.events -= 1;
        Some(header)
    }

    /// Moves the oldest events, at most `limit`, and their values out of the queue.
    pub(crate) fn take(&mut self, limit: usize, bytes: &mut Vec<u8>) -> Vec<Taken> {
        let mut taken = Vec::with_capacity(limit.min(self.events));
        while taken.len() < limit
            && let Some((header, values)) = self.front()
        {
            let start = bytes.len();
            self.copy(Header::BYTES..Header::BYTES + values, bytes);
            taken.push(Taken { header, values: start..bytes.len() });
            self.bytes.drain(..Header::BYTES + values);
            self.events -= 1;
        }
        taken
    }

    /// Forgets all events; returns how many there were.
    pub(crate) fn clear(&mut self) -> usize {
        self.bytes = VecDeque::new();
        std::mem::take(&mut self.events)
    }

    fn front(&self) -> Option<(Header, usize)> {
        if self.bytes.len() < Header::BYTES {
            return None;
        }
        let mut header = [0; Header::BYTES];
        for (to, from) in header.iter_mut().zip(&self.bytes) {
            *to = *from;
        }
        Some(Header::read(&header))
    }

    /// Copies a range by the ring's two slices, which is a copy of memory and no loop over bytes.
    fn copy(&self, range: Range<usize>, to: &mut Vec<u8>) {
        let (front, back) = self.bytes.as_slices();
        let split = front.len();
        to.extend_from_slice(&front[range.start.min(split)..range.end.min(split)]);
        to.extend_from_slice(
            &back[range.start.saturating_sub(split)..range.end.saturating_sub(split)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(place: u16) -> Header {
        Header { place, time: 7, session: Session { started: 1, random: 2 } }
    }

    /// What goes in comes out, in order, also where the ring wraps around.
    #[test]
    fn events_come_out_as_they_went_in() {
        let mut queue = Queue::default();
        let mut next_out = 0;
        for next_in in 0..1000u16 {
            queue.push(&header(next_in), &vec![next_in as u8; usize::from(next_in % 40)]);
            if next_in % 3 == 0 {
                let mut bytes = Vec::new();
                for taken in queue.take(2, &mut bytes) {
                    assert_eq!(taken.header, header(next_out));
                    assert_eq!(
                        bytes[taken.values],
                        vec![next_out as u8; usize::from(next_out % 40)]
                    );
                    next_out += 1;
                }
            }
        }
        assert_eq!(queue.len(), usize::from(1000 - next_out));
        assert_eq!(queue.clear(), usize::from(1000 - next_out));
        assert_eq!(queue.drop_oldest(), None);
    }

    #[test]
    fn the_oldest_event_is_dropped_first() {
        let mut queue = Queue::default();
        queue.push(&header(1), b"first");
        queue.push(&header(2), b"second");
        assert_eq!(queue.drop_oldest(), Some(header(1)));
        let mut bytes = Vec::new();
        assert_eq!(queue.take(9, &mut bytes)[0].header, header(2));
        assert_eq!(bytes, b"second");
    }

    #[test]
    fn events_and_bytes_are_both_bounded() {
        let mut queue = Queue::default();
        queue.push(&header(1), &[]);
        assert!(queue.is_full(1, 0));
        assert!(!queue.is_full(2, 0));
        assert!(queue.is_full(2, MAX_BYTES));
    }
}
