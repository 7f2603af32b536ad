//! One event for each session of the application, however much happens in it.

mod open;

use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use self::open::Open;
use super::attached::Attached;
use super::{Aggregate, Gatherer, Occasion, Register};
use crate::catalog::Listed;
use crate::client::Client;
use crate::status::Gathered;

/// The pause after which a session is over, unless the application says otherwise.
pub const IDLE_AFTER: Duration = Duration::from_secs(30 * 60);

/// The sessions that are open at a time, unless the application says otherwise.
pub const MOST_OPEN: usize = 1024;

/// Gathers what happens in each session of the application, a chat, a document, a connection, and sends
/// one event when it ends: when the application says so, after a pause, or when telemetry ends.
///
/// It is meant for a `static`, and handed to [`Builder::sessions`](crate::builder::Builder::sessions).
/// Sessions are told apart by any key of the application's own, of which a hash with a random key stays in
/// memory; no key is sent.
///
/// - The closure of an update fills a fresh `E`, which is then merged: it runs without a lock, on the
///   caller's thread, and cannot see what was gathered before. Where it panics, the update is left out and
///   counted; the session goes on.
/// - A session in which nothing was seen, or not what `#[event(aggregate(needs = field))]` names, is
///   forgotten without an event.
/// - When one more than [`most_open`](Self::most_open) comes, the one that was idle longest ends early:
///   its event is sent, and [`Status::gathered`](crate::status::Status::gathered) counts it.
/// - Nothing is gathered while telemetry is off. While the user has not decided, sessions gather in memory
///   and their events wait like any other; a refusal forgets them.
pub struct SessionAggregator<E> {
    idle_after: Duration,
    most_open: usize,
    on_end: Option<fn(&E)>,
    sessions: OnceLock<Arc<Sessions<E>>>,
}

impl<E: Aggregate> SessionAggregator<E> {
    /// An aggregator that gathers nothing until telemetry has started with it.
    pub const fn new() -> Self {
        Self {
            idle_after: IDLE_AFTER,
            most_open: MOST_OPEN,
            on_end: None,
            sessions: OnceLock::new(),
        }
    }

    /// The pause after which a session is over: [`IDLE_AFTER`] unless this is called. The worker looks
    /// after it; there is no thread for it.
    pub const fn idle_after(mut self, pause: Duration) -> Self {
        self.idle_after = pause;
        self
    }

    /// The most sessions that are open at a time: [`MOST_OPEN`] unless this is called.
    pub const fn most_open(mut self, sessions: usize) -> Self {
        self.most_open = sessions;
        self
    }

    /// What else is to be done with a session that ends and was not empty, as adding it to its day. Where it
    /// panics, that is counted, and the session's event is sent all the same. What it updates of this same
    /// aggregator is left out and counted: each session that ended would begin another.
    pub const fn on_end(mut self, handler: fn(&E)) -> Self {
        self.on_end = Some(handler);
        self
    }

    /// Adds to a session, which begins with its first update.
    pub fn update(&self, session: impl Hash, gather: impl FnOnce(&mut E)) {
        let Some((sessions, client)) = self.started() else { return };
        if let Some(gathered) = sessions.attached.gather(gather) {
            sessions.merge(&client, sessions.keys.hash_one(session), gathered);
        }
    }

    /// Ends a session, if it is open.
    pub fn end(&self, session: impl Hash) {
        let Some((sessions, client)) = self.started() else { return };
        let ended = sessions.lock().remove(sessions.keys.hash_one(session));
        if let Some(mut ended) = ended {
            touch(&mut ended);
            sessions.send(&client, ended);
        }
    }

    /// Ends all sessions that are open.
    pub fn end_all(&self) {
        let Some((sessions, client)) = self.started() else { return };
        sessions.send_all(&client);
    }

    /// How many sessions are open.
    pub fn open(&self) -> usize {
        self.sessions.get().map_or(0, |sessions| sessions.lock().by_key.len())
    }

    /// The sessions and their telemetry, unless it is off.
    fn started(&self) -> Option<(&Sessions<E>, Arc<Client>)> {
        let sessions = self.sessions.get()?;
        Some((sessions, sessions.attached.client()?))
    }

    pub(crate) fn register<C>(&self) -> Register<'_>
    where
        E: Listed<C>,
    {
        Box::new(|client| {
            let sessions = Arc::new(Sessions {
                attached: Attached::new::<E>(client, E::PLACE),
                idle_after: self.idle_after,
                most_open: self.most_open.max(1),
                on_end: self.on_end,
                keys: RandomState::new(),
                open: Mutex::new(Open::default()),
            });
            self.sessions.set(Arc::clone(&sessions)).ok()?;
            Some(sessions as Arc<dyn Gatherer>)
        })
    }
}

impl<E: Aggregate> Default for SessionAggregator<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> fmt::Debug for SessionAggregator<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionAggregator").finish_non_exhaustive()
    }
}

/// The sessions of a telemetry that has started.
struct Sessions<E> {
    attached: Attached,
    idle_after: Duration,
    most_open: usize,
    on_end: Option<fn(&E)>,
    keys: RandomState,
    open: Mutex<Open<E>>,
}

impl<E: Aggregate> Sessions<E> {
    fn lock(&self) -> MutexGuard<'_, Open<E>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn merge(&self, client: &Client, key: u64, mut gathered: E) {
        touch(&mut gathered);
        let now = self.attached.start.clock.elapsed();
        let mut open = self.lock();
        // Asked once more under the lock: a refusal closes first and forgets then.
        if open.is_closed || !client.is_open() {
            drop(open);
            return self.attached.discard(gathered);
        }
        if open.handling.contains(&thread::current().id()) {
            open.left_out += 1;
            drop(open);
            return self.attached.discard(gathered);
        }
        let was_empty = open.by_key.is_empty();
        // While no worker looks after the pauses, the next update of the session does.
        let is_over =
            open.by_key.get(&key).is_some_and(|session| self.is_over(session.touched, now));
        let over = if is_over { open.remove(key) } else { None };
        let skipped = open.merge(key, gathered, now);
        let is_too_many = open.by_key.len() > self.most_open;
        let early = if is_too_many { open.remove_first() } else { None };
        open.ended_early += u64::from(early.is_some());
        drop(open);
        self.attached.discard(skipped);
        over.into_iter().chain(early).for_each(|ended| self.send(client, ended));
        if was_empty {
            client.wake_worker();
        }
    }

    fn is_over(&self, touched: Duration, now: Duration) -> bool {
        touched.saturating_add(self.idle_after) <= now
    }

    fn send(&self, client: &Client, ended: E) {
        self.attached.send(client, ended, |ended| {
            if let Some(handler) = self.on_end {
                let _handling = Handling::enter(self);
                handler(ended);
            }
        });
    }

    fn send_all(&self, client: &Client) {
        // First all of them, as new ones may begin; and the lock is not held while events are made.
        let all = self.lock().remove_all();
        all.into_iter().for_each(|ended| self.send(client, ended));
    }
}

/// Until it is dropped, the handler runs on this thread.
struct Handling<'a, E: Aggregate> {
    sessions: &'a Sessions<E>,
    thread: ThreadId,
}

impl<'a, E: Aggregate> Handling<'a, E> {
    fn enter(sessions: &'a Sessions<E>) -> Self {
        let thread = thread::current().id();
        sessions.lock().handling.push(thread);
        Self { sessions, thread }
    }
}

impl<E: Aggregate> Drop for Handling<'_, E> {
    fn drop(&mut self) {
        let mut open = self.sessions.lock();
        // Once only: a handler that ends another session runs within itself.
        if let Some(place) = open.handling.iter().position(|thread| *thread == self.thread) {
            open.handling.swap_remove(place);
        }
    }
}

impl<E: Aggregate> Gatherer for Sessions<E> {
    fn due(&self) -> Option<Duration> {
        self.lock().first_touched().map(|touched| touched.saturating_add(self.idle_after))
    }

    fn work(&self, client: &Client, _: Occasion) {
        let now = self.attached.start.clock.elapsed();
        loop {
            let mut open = self.lock();
            if !open.first_touched().is_some_and(|touched| self.is_over(touched, now)) {
                return;
            }
            let ended = open.remove_first();
            drop(open);
            ended.into_iter().for_each(|ended| self.send(client, ended));
        }
    }

    fn finish(&self, client: &Client) {
        self.lock().is_closed = true;
        self.send_all(client);
    }

    fn forget(&self) {
        let all = self.lock().remove_all();
        self.attached.discard(all);
    }

    fn count(&self, gathered: &mut Gathered) {
        self.attached.count(gathered);
        let open = self.lock();
        gathered.open += open.by_key.len() as u64;
        gathered.ended_early += open.ended_early;
        gathered.left_out += open.left_out;
    }
}

/// Notes that something happened now, for the stopwatches.
fn touch<E: Aggregate>(event: &mut E) {
    event.visit(&mut |accumulator| accumulator.touch());
}
