//! What is under way: events that left the queue and are not settled yet.

use std::collections::VecDeque;
use std::time::Duration;

use uuid::{Builder, Uuid};

use crate::catalog::CatalogSchema;
use crate::encoding::Values;
use crate::queue::{Run, Taken};
use crate::transport::{Event, Permit};

/// The events that were taken out of the queue together, in parts that are sent one by one.
#[derive(Default)]
pub(crate) struct Flight {
    parts: VecDeque<Part>,
    /// What the events of all parts were taken out with.
    run: Run,
    permit: Permit,
    install: Option<Uuid>,
    next_attempt: Duration,
    server_asked_to_wait: bool,
}

/// Events that go into one request.
pub(crate) struct Part {
    pub(crate) events: Vec<Identified>,
    pub(crate) attempts: u32,
}

/// An event with the id that it keeps in every attempt.
pub(crate) struct Identified {
    id: Uuid,
    taken: Taken,
}

impl Identified {
    /// When it was tracked, in milliseconds since 1970.
    pub(crate) fn time(&self) -> u64 {
        self.taken.time
    }
}

impl Flight {
    pub(crate) fn new(
        run: Run,
        taken: Vec<Taken>,
        ids: &mut Ids,
        permit: Permit,
        install: Option<Uuid>,
    ) -> Self {
        let events = identify(taken, ids);
        let parts = if events.is_empty() { None } else { Some(Part { events, attempts: 0 }) };
        Self { parts: parts.into_iter().collect(), run, permit, install, ..Self::default() }
    }

    /// Events that stay where they are, to be looked at.
    pub(crate) fn aside(
        run: Run,
        taken: Vec<Taken>,
        ids: &mut Ids,
        install: Option<Uuid>,
    ) -> (Self, Vec<Identified>) {
        (Self { run, install, ..Self::default() }, identify(taken, ids))
    }

    /// The events that are sent next.
    pub(crate) fn first(&self) -> &[Identified] {
        self.parts.front().map_or(&[], |part| &part.events)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub(crate) fn permit(&self) -> &Permit {
        &self.permit
    }

    /// Who the install was when the events were taken out.
    pub(crate) fn install(&self) -> Option<Uuid> {
        self.install
    }

    /// When the first part is to be sent.
    pub(crate) fn next_attempt(&self) -> Option<Duration> {
        (!self.is_empty()).then_some(self.next_attempt)
    }

    /// Whether the wait for the next attempt is of our own choice.
    pub(crate) fn may_hurry(&self) -> bool {
        !self.server_asked_to_wait
    }

    pub(crate) fn pop(&mut self) -> Option<Part> {
        self.next_attempt = Duration::ZERO;
        self.parts.pop_front()
    }

    /// Puts a part back, to be sent at that time and before all others.
    pub(crate) fn push_again(&mut self, part: Part, at: Duration, server_asked: bool) {
        self.parts.push_front(part);
        self.next_attempt = at;
        self.server_asked_to_wait = server_asked;
    }

    /// Puts the two halves of a part back, the earlier one first; so many attempts count for each.
    pub(crate) fn push_halves(&mut self, mut part: Part, attempts: u32) {
        let later = part.events.split_off(part.events.len() / 2);
        self.parts.push_front(Part { events: later, attempts });
        self.parts.push_front(Part { events: part.events, attempts });
    }

    /// The memory of a flight that is over, to be used for the next.
    pub(crate) fn take_run(&mut self) -> Run {
        std::mem::take(&mut self.run)
    }

    /// The event as a transport sees it.
    pub(crate) fn view<'a>(
        &'a self,
        event: &Identified,
        catalog: &'static CatalogSchema,
    ) -> Option<Event<'a>> {
        let Taken { place, time, session, ref values } = event.taken;
        let schema: &'static _ = catalog.events.get(usize::from(place))?;
        let values = self.run.bytes.get(values.clone())?;
        Some(Event {
            schema,
            id: event.id,
            time,
            session,
            values: Values::new(schema.properties, values),
        })
    }
}

/// A part after the backend has judged its events one by one.
pub(crate) struct Sorted {
    pub(crate) accepted: usize,
    pub(crate) refused: usize,
    /// What is to be sent again, if anything.
    pub(crate) again: Option<Part>,
}

impl Part {
    /// Sorts the events by the backend's verdicts; places that do not exist mean nothing.
    pub(crate) fn sort(self, again: &[usize], refused: &[usize]) -> Sorted {
        let Self { events, attempts } = self;
        let mut sorted = Sorted { accepted: 0, refused: 0, again: None };
        let mut kept = Vec::new();
        for (place, event) in events.into_iter().enumerate() {
            if refused.contains(&place) {
                sorted.refused += 1;
            } else if again.contains(&place) {
                kept.push(event);
            } else {
                sorted.accepted += 1;
            }
        }
        if !kept.is_empty() {
            sorted.again = Some(Self { events: kept, attempts });
        }
        sorted
    }
}

fn identify(taken: Vec<Taken>, ids: &mut Ids) -> Vec<Identified> {
    taken.into_iter().map(|taken| Identified { id: ids.next(taken.time), taken }).collect()
}

/// The ids of events: a time each, and a random number that counts up (RFC 9562, section 6.2, method 2),
/// because a fresh one for each would be a system call for each. Who has a copy knows the ids to come.
#[derive(Clone)]
pub(crate) struct Ids {
    /// 12 random bits and 62 that count, in the places that UUIDv7 has for them.
    random: [u8; 2],
    counter: u64,
}

impl Ids {
    pub(crate) fn new() -> Self {
        let (first, counter) = Uuid::new_v4().as_u64_pair();
        Self { random: (first as u16).to_be_bytes(), counter }
    }

    fn next(&mut self, time: u64) -> Uuid {
        let mut random = [0; 10];
        random[..2].copy_from_slice(&self.random);
        random[2..].copy_from_slice(&self.counter.to_be_bytes());
        self.counter = self.counter.wrapping_add(1);
        Builder::from_unix_timestamp_millis(time, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;

    fn part(events: usize) -> Part {
        let session = Session { started: 0, random: 0 };
        let taken = Taken { place: 0, time: 0, session, values: 0..0 };
        Part { events: identify(vec![taken; events], &mut Ids::new()), attempts: 1 }
    }

    #[test]
    fn ids_differ_and_come_in_order() {
        let mut ids = Ids { random: [0xff; 2], counter: u64::MAX - 1 };
        let first = ids.next(1_795_233_000_123);
        assert_eq!(first.to_string(), "01a1fc39-aabb-7fff-bfff-fffffffffffe");
        let rest = [ids.next(1_795_233_000_123), ids.next(1_795_233_000_124)];
        assert!(first < rest[0] && rest[0] < rest[1]);
        assert_eq!(rest[1].get_version_num(), 7);
        assert_ne!(Ids::new().next(0), Ids::new().next(0));
    }

    #[test]
    fn verdicts_one_by_one_lose_and_repeat_nothing() {
        let whole = part(20);
        let ids: Vec<_> = whole.events.iter().map(|event| event.id).collect();
        let sorted = whole.sort(&[3, 7, 7, 99, 5], &[5, 5, 100]);
        assert_eq!((sorted.accepted, sorted.refused), (17, 1));
        let again = sorted.again.map(|part| part.events).unwrap_or_default();
        assert_eq!(again.iter().map(|event| event.id).collect::<Vec<_>>(), [ids[3], ids[7]]);
        assert!(part(2).sort(&[], &[]).again.is_none());
    }
}
