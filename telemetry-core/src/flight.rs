//! What is under way: events that left the queue and are not settled yet.

use std::collections::VecDeque;
use std::time::Duration;

use uuid::{NoContext, Timestamp, Uuid};

use crate::catalog::CatalogSchema;
use crate::encoding::Values;
use crate::queue::Taken;
use crate::transport::{Event, Permit};

/// The events that were taken out of the queue together, in parts that are sent one by one.
#[derive(Default)]
pub(crate) struct Flight {
    parts: VecDeque<Part>,
    /// The values of all parts.
    bytes: Vec<u8>,
    permit: Permit,
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

impl Flight {
    pub(crate) fn new(bytes: Vec<u8>, taken: Vec<Taken>, permit: Permit) -> Self {
        let events: Vec<_> = taken.into_iter().map(Identified::new).collect();
        let parts = if events.is_empty() { None } else { Some(Part { events, attempts: 0 }) };
        Self { parts: parts.into_iter().collect(), bytes, permit, ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub(crate) fn permit(&self) -> &Permit {
        &self.permit
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

    /// Puts the two halves of a part back, the earlier one first.
    pub(crate) fn push_halves(&mut self, mut part: Part) {
        let later = part.events.split_off(part.events.len() / 2);
        self.parts.push_front(Part { events: later, attempts: 0 });
        self.parts.push_front(Part { events: part.events, attempts: 0 });
    }

    /// The memory of a flight that is over, to be used for the next.
    pub(crate) fn take_memory(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        bytes
    }

    /// The event as a transport sees it.
    pub(crate) fn view<'a>(
        &'a self,
        event: &Identified,
        catalog: &'static CatalogSchema,
    ) -> Option<Event<'a>> {
        let header = &event.taken.header;
        let schema: &'static _ = catalog.events.get(usize::from(header.place))?;
        let values = self.bytes.get(event.taken.values.clone())?;
        Some(Event {
            schema,
            id: event.id,
            time: header.time,
            session: header.session,
            values: Values::new(schema.properties, values),
        })
    }
}

impl Identified {
    fn new(taken: Taken) -> Self {
        let (seconds, milliseconds) = (taken.header.time / 1000, taken.header.time % 1000);
        let time = Timestamp::from_unix(NoContext, seconds, milliseconds as u32 * 1_000_000);
        Self { id: Uuid::new_v7(time), taken }
    }
}
