//! One event a day, whatever happens to the process, and to however many there are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use std::{fmt, io};

use super::attached::Attached;
use super::rollup_file::RollupFile;
use super::{Daily, Gatherer, Occasion, Register, Skipped};
use crate::catalog::Listed;
use crate::client::Client;
use crate::clock::unix_milliseconds;
use crate::status::{Gathered, Place};

/// After this long at most, what was seen is on disk. When telemetry ends, it is there at once; a crash
/// loses what came since.
pub const SAVE_EVERY: Duration = Duration::from_secs(30);

/// How long after midnight (UTC) a day's event is sent at the earliest: the other processes have saved
/// by then what they saw of the day.
pub const GRACE: Duration = Duration::from_secs(60);

/// How often it is looked whether a day is over, at least: the clock that the worker sleeps by may stand
/// still while the machine sleeps.
const LOOK_EVERY: Duration = Duration::from_secs(60 * 60);

/// The days that are kept, in memory and on disk, while they cannot be sent; beyond that the oldest two
/// become one.
pub(super) const MOST_DAYS: usize = 7;

/// How long the worker waits for other processes, which hold the file for a few operations each.
const PATIENCE: Duration = Duration::from_secs(1);

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Gathers what happens on a day (UTC), in all processes of the application, and sends one event for it.
///
/// It is meant for a `static`, and handed to [`Builder::rollup`](crate::builder::Builder::rollup). The
/// counters of the days that are not sent yet are in the state folder, in a file that the processes lock in
/// turn and add to; never is an event there. The process that comes first after midnight, by [`GRACE`] at
/// least, sends the event; its time is then, so the day that it tells of is the one before. A day on which
/// nothing was seen has no event. It is sent at most once: where the program ends after the counters were
/// taken out of the file, and before the server could be reached, the day is lost.
///
/// - Nothing is on disk before the user agreed, and a refusal removes the file. While the user has not
///   decided, the last seven days are gathered in memory.
/// - The closure of an update runs as with a [`SessionAggregator`](super::SessionAggregator).
/// - A damaged file is replaced and counted in [`Status::gathered`](crate::status::Status::gathered), so is
///   one of a version of the application that declares the event in another way. Where the file cannot be
///   written, the counters stay in memory and it is tried again, and the status says why.
pub struct Rollup<E> {
    days: OnceLock<Arc<Days<E>>>,
}

impl<E: Daily> Rollup<E> {
    /// A rollup that gathers nothing until telemetry has started with it.
    pub const fn new() -> Self {
        Self { days: OnceLock::new() }
    }

    /// Adds to the day.
    pub fn update(&self, gather: impl FnOnce(&mut E)) {
        let Some(days) = self.days.get() else { return };
        let Some(client) = days.attached.client() else { return };
        if let Some(gathered) = days.attached.gather(gather) {
            days.merge(&client, gathered);
        }
    }

    pub(crate) fn register<C>(&self) -> Register<'_>
    where
        E: Listed<C>,
    {
        Box::new(|client| {
            // There is a folder: without one the start would have failed.
            let folder = client.settings.folder.clone()?;
            let days = Arc::new(Days {
                attached: Attached::new::<E>(client, E::PLACE),
                file: RollupFile::new(folder, const { &E::SCHEMA }),
                unsaved: Mutex::new(Unsaved::default()),
            });
            self.days.set(Arc::clone(&days)).ok()?;
            Some(days as Arc<dyn Gatherer>)
        })
    }
}

impl<E: Daily> Default for Rollup<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> fmt::Debug for Rollup<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rollup").finish_non_exhaustive()
    }
}

/// The days of a telemetry that has started.
struct Days<E> {
    attached: Attached,
    file: RollupFile,
    unsaved: Mutex<Unsaved<E>>,
}

/// What is not on disk yet.
struct Unsaved<E> {
    days: BTreeMap<u64, E>,
    save_at: Option<Duration>,
    look_at: Duration,
    damaged: u64,
}

impl<E> Default for Unsaved<E> {
    fn default() -> Self {
        Self { days: BTreeMap::new(), save_at: None, look_at: Duration::ZERO, damaged: 0 }
    }
}

impl<E: Daily> Unsaved<E> {
    fn due(&self) -> Duration {
        self.save_at.map_or(self.look_at, |at| at.min(self.look_at))
    }

    /// Adds to a day; what is left of what was merged.
    fn merge(&mut self, day: u64, gathered: E) -> [Option<Skipped>; 2] {
        let mut skipped = [None, None];
        match self.days.get_mut(&day) {
            Some(of_day) => skipped[0] = Some(of_day.merge(gathered)),
            None => drop(self.days.insert(day, gathered)),
        }
        if self.days.len() > MOST_DAYS
            && let Some((_, oldest)) = self.days.pop_first()
            && let Some(mut next) = self.days.first_entry()
        {
            skipped[1] = Some(next.get_mut().merge(oldest));
        }
        skipped
    }
}

impl<E: Daily> Days<E> {
    fn lock(&self) -> MutexGuard<'_, Unsaved<E>> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The calendar time, in milliseconds since 1970.
    fn now(&self) -> u64 {
        unix_milliseconds(self.attached.start.clock.now())
    }

    fn merge(&self, client: &Client, gathered: E) {
        let day = self.now() / DAY.as_millis() as u64;
        let save_at = self.attached.start.clock.elapsed().saturating_add(SAVE_EVERY);
        let mut unsaved = self.lock();
        // Asked once more under the lock: a refusal closes first and forgets then.
        if !client.is_open() {
            drop(unsaved);
            return self.attached.discard(gathered);
        }
        let skipped = unsaved.merge(day, gathered);
        let is_first = unsaved.save_at.is_none();
        unsaved.save_at.get_or_insert(save_at);
        drop(unsaved);
        self.attached.discard(skipped);
        if is_first {
            client.wake_worker();
        }
    }

    /// The time until the day before has to be looked for.
    fn until_look(&self, now: u64) -> Duration {
        let since_midnight = Duration::from_millis(now % DAY.as_millis() as u64);
        let next = if since_midnight < GRACE { GRACE } else { DAY + GRACE };
        (next - since_midnight).min(LOOK_EVERY)
    }
}

impl<E: Daily> Gatherer for Days<E> {
    fn due(&self) -> Option<Duration> {
        Some(self.lock().due())
    }

    fn work(&self, client: &Client, occasion: Occasion) {
        let (now, elapsed) = (self.now(), self.attached.start.clock.elapsed());
        let mut unsaved = self.lock();
        if occasion == Occasion::Due && unsaved.due() > elapsed {
            return;
        }
        let mut days = std::mem::take(&mut unsaved.days);
        unsaved.save_at = None;
        unsaved.look_at = elapsed.saturating_add(self.until_look(now));
        drop(unsaved);
        let today = now.saturating_sub(GRACE.as_millis() as u64) / DAY.as_millis() as u64;
        let patience = match occasion {
            Occasion::Due | Occasion::Flush => PATIENCE,
            Occasion::End { patience } => patience.min(PATIENCE),
        };
        let start = &self.attached.start;
        let exchange = || self.file.exchange(&mut days, start, today, patience);
        let exchanged = self.attached.protect(exchange);
        let panicked = || Err(io::Error::other("the code of a field panicked"));
        match exchanged.unwrap_or_else(panicked) {
            Ok(exchanged) => {
                client.report(Place::Rollup, None);
                self.lock().damaged += exchanged.damaged;
                for over in exchanged.over {
                    self.attached.send(client, over, |_| {});
                }
                self.attached.discard(days);
            }
            Err(error) => {
                let problem = format!("the day's counters could not be kept: {error}");
                client.report(Place::Rollup, Some(problem));
                let mut unsaved = self.lock();
                let mut skipped = Vec::new();
                if client.is_open() {
                    while let Some((day, gathered)) = days.pop_first() {
                        skipped.push(unsaved.merge(day, gathered));
                    }
                    unsaved.save_at = Some(elapsed.saturating_add(SAVE_EVERY));
                }
                drop(unsaved);
                self.attached.discard((skipped, days));
            }
        }
    }

    fn finish(&self, _: &Client) {}

    fn forget(&self) {
        let mut unsaved = self.lock();
        let days = std::mem::take(&mut unsaved.days);
        unsaved.save_at = None;
        drop(unsaved);
        self.attached.discard(days);
    }

    fn count(&self, gathered: &mut Gathered) {
        self.attached.count(gathered);
        gathered.damaged += self.lock().damaged;
    }
}
