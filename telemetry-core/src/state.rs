//! The client's state: what waits, what was counted, and which phase telemetry is in.

mod account;
mod phase;

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::{Duration, SystemTime};

use crate::client::{Line, Settings};
use crate::clock::unix_milliseconds;
use crate::consent::Consent;
use crate::detect::Rule;
use crate::gate::OffReason;
use crate::intake::{self, Openings};
use crate::losses::Losses;
use crate::once::Recorded;
use crate::queue::{Header, Overflow, Queue, Run, Taken};
use crate::schema::EventSchema;
use crate::session::{Session, Sessions, Stretch};
use crate::status::{Counts, DropReason, Place};
use crate::transport::Permit;
pub(crate) use phase::Phase;

pub(crate) struct State {
    pub(crate) phase: Phase,
    pub(crate) openings: Openings,
    queue: Queue,
    sessions: Sessions,
    counts: Counts,
    /// When the queue is to be looked at, at the latest.
    due: Option<Duration>,
    /// Whether the worker sleeps until it is woken.
    pub(crate) dormant: bool,
    /// How many events have left the queue, which they do in the order in which they came.
    left: u64,
    /// Until so many have, the worker is asked not to wait for more of them.
    hurries_to: u64,
    /// Whether it is asked not to wait out a back-off.
    skip_back_off: bool,
    /// Whether the worker is asked to save what is gathered, beside what is due.
    pub(crate) saves: bool,
    pub(crate) consent: Consent,
    /// What the worker sends with, while no worker runs.
    pub(crate) line: Option<Line>,
    /// When the worker tries again after a failure, for callers that cannot wait that long.
    pub(crate) next_attempt: Option<Duration>,
    pub(crate) problems: BTreeMap<Place, String>,
    in_flight: usize,
    /// The events that were recorded and may be only once.
    recorded_once: Recorded,
    permit: Permit,
    filtered: BTreeMap<Rule, u64>,
    masked: BTreeMap<Rule, u64>,
    mismatched: u64,
    /// The losses that the application was told of.
    reported: Losses,
}

impl State {
    pub(crate) fn new(line: Option<Line>, consent: Consent, phase: Phase, batch: usize) -> Self {
        Self {
            phase,
            consent,
            line,
            next_attempt: None,
            problems: BTreeMap::new(),
            saves: false,
            openings: Openings::default(),
            queue: Queue::new(batch),
            due: None,
            dormant: false,
            left: 0,
            hurries_to: 0,
            skip_back_off: false,
            in_flight: 0,
            sessions: Sessions::default(),
            recorded_once: Recorded::default(),
            permit: Permit::default(),
            counts: Counts::default(),
            filtered: BTreeMap::new(),
            masked: BTreeMap::new(),
            mismatched: 0,
            reported: Losses::default(),
        }
    }

    /// Takes an event in, or counts why not. Returns whether the worker is to be woken for it: when a
    /// batch is complete, and where it sleeps without an end. Else it comes by itself, because a
    /// wake-up costs the caller more than a hundred events.
    pub(crate) fn record(
        &mut self,
        settings: &Settings,
        schema: &EventSchema,
        place: u16,
        now: SystemTime,
        values: &[u8],
    ) -> bool {
        let is_on = matches!(self.phase, Phase::On);
        let (capacity, overflow) = match is_on {
            true => (settings.capacity, settings.overflow),
            false => match self.room_while_not_on(settings) {
                Some(room) => room,
                None => return false,
            },
        };
        self.counts.recorded += 1;
        let header = Header { place, time: now, session: self.session_at(now) };
        if schema.once.is_some() && self.recorded_once.is_repeated(schema, header, values) {
            self.counts.dropped.add(DropReason::Repeated, 1);
            return false;
        }
        while self.queue.is_full(capacity, values.len()) {
            if !self.overflow(overflow, header) {
                return false;
            }
        }
        self.queue.push(intake::own(), header, values);
        if self.queue.len() == 1 {
            self.due = Some(settings.clock.elapsed().saturating_add(settings.flush_every));
        }
        let waiting = self.queue.len();
        is_on && (waiting == settings.shelf.events || std::mem::take(&mut self.dormant))
    }

    /// How many events each of some intakes may take that nobody has to look at.
    pub(crate) fn room(&self, settings: &Settings, intakes: usize) -> usize {
        match self.phase {
            Phase::On => self.queue.room(settings.capacity, intakes),
            Phase::Waiting | Phase::Draining | Phase::Off(_) => 0,
        }
    }

    /// The session of an event at that time, to which those belong that come after it.
    fn session_at(&mut self, now: SystemTime) -> Session {
        let session = self.sessions.at(now);
        self.queue.enter(session);
        session
    }

    /// The time in which events belong to the session that is open.
    pub(crate) fn stretch(&self) -> Option<Stretch> {
        self.sessions.stretch()
    }

    /// What came through an intake for the next batch, to go on without the state.
    pub(crate) fn lend(&mut self, intake: usize) -> Run {
        let run = self.queue.lend(intake);
        self.counts.recorded -= run.len() as u64;
        run
    }

    pub(crate) fn take_back(&mut self, intake: usize, run: Run) {
        self.counts.recorded += run.len() as u64;
        self.queue.take_back(intake, run);
    }

    /// Notes when the last of the events happened that came without the state.
    pub(crate) fn went_on(&mut self, last: SystemTime) {
        self.sessions.went_on(last);
    }

    /// The most events that may wait where telemetry is not on, and what is given up then; `None` where none
    /// may.
    #[cold]
    fn room_while_not_on(&mut self, settings: &Settings) -> Option<(usize, Overflow)> {
        match self.phase {
            Phase::Waiting => return Some((settings.waiting_capacity, Overflow::DropNewest)),
            Phase::Draining | Phase::Off(OffReason::ShutDown) => {
                self.count_dropped(DropReason::ShutDown);
            }
            Phase::On | Phase::Off(_) => {}
        }
        None
    }

    /// Gives up what a full queue is to give up; `false` where that is the event that comes.
    #[cold]
    fn overflow(&mut self, overflow: Overflow, coming: Header) -> bool {
        self.counts.dropped.add(DropReason::Overflow, 1);
        let dropped = match overflow {
            Overflow::DropNewest => None,
            Overflow::DropOldest => self.queue.drop_oldest(),
        };
        self.left += u64::from(dropped.is_some());
        // A dropped event may come again, also one that may come once.
        self.recorded_once.forget(dropped.unwrap_or(coming));
        dropped.is_some()
    }

    /// Ends the sending for a reason; what waits and what is under way counts as dropped for it. The
    /// permit that it returns is to be revoked, without the lock.
    #[must_use]
    pub(crate) fn stop(&mut self, reason: OffReason, dropped: DropReason) -> Permit {
        self.phase = Phase::Off(reason);
        let waiting = self.queue.clear();
        self.left += waiting as u64;
        self.counts.dropped.add(dropped, waiting + std::mem::take(&mut self.in_flight));
        self.due = None;
        self.next_attempt = None;
        self.saves = false;
        std::mem::take(&mut self.permit)
    }

    /// Nothing of the time before a refusal or a new id is joined to what is sent after it.
    pub(crate) fn forget_session(&mut self) {
        self.queue.restart_sessions();
        self.sessions = Sessions::default();
        self.recorded_once.clear();
    }

    pub(crate) fn permit(&self) -> Permit {
        self.permit.clone()
    }

    /// Asks the worker to send what is there now; what comes later is in no hurry.
    pub(crate) fn hurry(&mut self) {
        self.hurries_to = self.left + self.queue.len() as u64;
        self.skip_back_off = true;
        // What the worker last said of its next attempt does not take the hurry into account.
        self.next_attempt = None;
    }

    /// How many events there were, from the first, when the worker was last asked to hurry.
    pub(crate) fn hurries_to(&self) -> u64 {
        self.hurries_to
    }

    /// Whether so many events, from the first, were sent or given up.
    pub(crate) fn has_settled(&self, events: u64) -> bool {
        events + self.in_flight as u64 <= self.left
    }

    /// Whether a back-off is to be cut short, asked once.
    pub(crate) fn take_skip_back_off(&mut self) -> bool {
        std::mem::take(&mut self.skip_back_off)
    }

    /// When the worker is to take events out, or to see whether there are any; `None` when there were
    /// none for the whole interval.
    pub(crate) fn batch_due(&mut self, full: usize, now: Duration) -> Option<Duration> {
        match self.queue.len() {
            0 => self.due.filter(|due| *due > now),
            waiting if self.left < self.hurries_to || waiting >= full => Some(Duration::ZERO),
            _ => self.due,
        }
    }

    /// Whether the next batch is complete.
    pub(crate) fn has_batch(&self, settings: &Settings) -> bool {
        self.queue.len() >= settings.shelf.events
    }

    /// Moves events to the worker, in exchange for the memory of those that it is done with.
    pub(crate) fn take(&mut self, limit: usize, settings: &Settings, done: Run) -> Run {
        self.queue.recycle(done);
        let taken = self.queue.take(limit);
        self.in_flight += taken.len();
        self.left += taken.len() as u64;
        self.due = Some(settings.clock.elapsed().saturating_add(settings.flush_every));
        taken
    }

    /// What would be moved to the worker, and how many events wait in all.
    pub(crate) fn waiting(&mut self, limit: usize) -> (Run, usize) {
        (self.queue.first(limit), self.queue.len())
    }

    /// Puts an event of the worker's own among those that are under way.
    pub(crate) fn take_along(
        &mut self,
        place: u16,
        now: SystemTime,
        values: Range<usize>,
    ) -> Taken {
        self.counts.recorded += 1;
        self.in_flight += 1;
        Taken { place, time: unix_milliseconds(now), session: self.session_at(now), values }
    }
}
