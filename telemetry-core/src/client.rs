//! What the callers and the worker share: one state behind one lock, which nobody holds while
//! reading, writing or sending anything, and the intakes that spare most events that lock.

mod decision;
mod track;
mod waiting;

use std::hint;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crate::aggregate::{Aggregate, Gatherer, Occasion, Start};
use crate::catalog::CatalogSchema;
use crate::clock::{Clock, milliseconds};
use crate::consent::Consent;
use crate::encoder::Encoder;
use crate::gate::OffReason;
use crate::identity::Install;
use crate::intake::Intakes;
use crate::log::Log;
use crate::losses::LossReport;
use crate::queue::Overflow;
use crate::recorder::Context;
use crate::retry::RetryPolicy;
use crate::state::{Phase, State};
use crate::state_folder::StateFolder;
use crate::status::{DropReason, Gathered, Place, Status};
use crate::sync::{Condvar, Mutex, MutexGuard};
use crate::transport::{Http, Shelf, Source};
use crate::worker;

/// In this order in memory: an event touches the first fields, and when it comes alone each line of them
/// that is not in a cache costs it more than all else that it does.
#[repr(C)]
pub(crate) struct Client {
    /// Whether `track` has anything to do at all: the one load that it costs when it has not.
    open: AtomicBool,
    /// Whether a hook of the application's looks at what leaves.
    pub(crate) has_hook: bool,
    pub(crate) settings: Settings,
    intakes: Intakes,
    state: Mutex<State>,
    /// Wakes the worker.
    work: Condvar,
    /// Wakes callers that wait for the worker.
    settled: Condvar,
    /// What a fork has in place of a state that was in use when it was made: nobody there gives that back.
    in_fork: OnceLock<Mutex<State>>,
    /// What gathers events; set once, before telemetry is used.
    gatherers: OnceLock<Vec<Arc<dyn Gatherer>>>,
    /// How often the application's code panicked where an aggregate of its own keeping was begun.
    panicked: AtomicU64,
    /// Nobody holds it while anything is sent.
    encoder: Mutex<Encoder>,
    /// See [`lock_files`](Self::lock_files).
    files: Mutex<()>,
}

/// What does not change once the client has started. In this order in memory, as [`Client`] is.
#[repr(C)]
pub(crate) struct Settings {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) shelf: Shelf,
    /// The most events that wait to be sent.
    pub(crate) capacity: usize,
    pub(crate) overflow: Overflow,
    pub(crate) schema: &'static CatalogSchema,
    /// The values of the catalogue's common properties, in the compact form.
    pub(crate) common: Vec<u8>,
    pub(crate) source: Source,
    pub(crate) context: Context,
    pub(crate) endpoint: String,
    pub(crate) folder: Option<StateFolder>,
    /// `None` where installs have no identity.
    pub(crate) install: Option<Install>,
    /// The most events that wait for the user's decision; the earliest are kept.
    pub(crate) waiting_capacity: usize,
    pub(crate) flush_every: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) loss_report: Option<LossReport>,
    pub(crate) log: Option<Log>,
}

impl Settings {
    /// Whether the backend takes no event of that time any more.
    pub(crate) fn is_stale(&self, time: u64, now: u64) -> bool {
        self.shelf.age.is_some_and(|longest| now.saturating_sub(time) > milliseconds(longest))
    }
}

/// What the worker sends with; it goes back into the state when the worker ends.
pub(crate) type Line = Box<dyn Http>;

/// How long a thread spins before it looks again at a lock that it did not get: at first as long as the
/// worker needs to take a batch, in the end as long as other threads need for 100 events; 20 microseconds in all.
const PAUSES: [u32; 7] = [4, 8, 16, 32, 64, 128, 256];

impl Client {
    pub(crate) fn new(
        settings: Settings,
        encoder: Encoder,
        line: Line,
        consent: Consent,
        phase: Phase,
    ) -> Arc<Self> {
        let client = Arc::new(Self {
            open: AtomicBool::new(phase.records()),
            has_hook: encoder.has_hook(),
            intakes: Intakes::new(),
            state: Mutex::new(State::new(Some(line), consent, phase, settings.shelf.events)),
            work: Condvar::new(),
            settled: Condvar::new(),
            in_fork: OnceLock::new(),
            files: Mutex::new(()),
            gatherers: OnceLock::new(),
            panicked: AtomicU64::new(0),
            encoder: Mutex::new(encoder),
            settings,
        });
        let weak = Arc::downgrade(&client);
        client.settings.clock.on_move(Arc::new(move || {
            if let Some(client) = weak.upgrade() {
                // Taken so that no sleeper is between its look at the clock and its sleep.
                drop(client.lock());
                client.work.notify_all();
                client.settled.notify_all();
            }
        }));
        client
    }

    /// Switches telemetry off in a process that was forked from the one that started it: what waits
    /// here waits there, too, and cutting the connections would cut them there.
    pub(crate) fn is_forked(&self, state: &mut State) -> bool {
        let forked = self.intakes.are_forked();
        if forked && state.phase != Phase::Off(OffReason::Forked) {
            self.open.store(false, Ordering::Relaxed);
            drop(state.stop(OffReason::Forked, DropReason::Forked));
        }
        forked
    }

    /// The state, with each event that was handed in. Whoever tracks meanwhile waits for it.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        let mut state = self.lock_state();
        self.intakes.close(&mut state);
        state
    }

    /// The same for the worker: where the next batch is complete, it waits for nothing that is handed in.
    pub(crate) fn lock_for_batch(&self) -> MutexGuard<'_, State> {
        let mut state = self.lock_state();
        if !state.has_batch(&self.settings) {
            self.intakes.close(&mut state);
        }
        state
    }

    /// The state but for what was handed in and not looked at yet, which neither waits nor is counted.
    pub(crate) fn lock_state(&self) -> MutexGuard<'_, State> {
        self.state.try_lock().unwrap_or_else(|_| self.lock_contended())
    }

    /// Looks again some times before it is put to sleep, which costs a thread more than the few microseconds
    /// that this takes. As long as it does not look, the others go on with the state in their core's cache.
    #[cold]
    fn lock_contended(&self) -> MutexGuard<'_, State> {
        for spins in PAUSES {
            (0..spins).for_each(|_| hint::spin_loop());
            if let Ok(state) = self.state.try_lock() {
                return state;
            }
        }
        let state = if self.intakes.are_forked() { self.state_in_fork() } else { &self.state };
        state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cold]
    fn state_in_fork(&self) -> &Mutex<State> {
        self.open.store(false, Ordering::Relaxed);
        self.in_fork.get_or_init(|| {
            let (phase, batch) = (Phase::Off(OffReason::Forked), self.settings.shelf.events);
            Mutex::new(State::new(None, Consent::Undecided, phase, batch))
        })
    }

    pub(crate) fn encoder(&self) -> MutexGuard<'_, Encoder> {
        self.encoder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same, unless it is in use for longer than that: by a hook that waits for something.
    pub(crate) fn encoder_within(&self, patience: Duration) -> Option<MutexGuard<'_, Encoder>> {
        let start = Instant::now();
        loop {
            match self.encoder.try_lock() {
                Ok(encoder) => return Some(encoder),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return None,
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    /// Keeps what gathers events for as long as telemetry runs.
    pub(crate) fn attach(&self, gatherers: Vec<Arc<dyn Gatherer>>) {
        drop(self.gatherers.set(gatherers));
    }

    /// Begins an aggregate that the application keeps, unless its own code panics over it.
    pub(crate) fn begin_aggregate<E: Aggregate>(&self) -> Option<E> {
        let begun = catch_unwind(AssertUnwindSafe(|| E::begin(&Start::of::<E>(self))));
        if begun.is_err() {
            self.panicked.fetch_add(1, Ordering::Relaxed);
        }
        begun.ok()
    }

    fn gatherers(&self) -> &[Arc<dyn Gatherer>] {
        self.gatherers.get().map(Vec::as_slice).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Notes what is wrong in a place, or that nothing is.
    pub(crate) fn report(&self, place: Place, problem: Option<String>) {
        let mut state = self.lock();
        match problem {
            Some(problem) => state.problems.insert(place, problem),
            None => state.problems.remove(&place),
        };
    }

    /// When the worker has something to do for what gathers.
    pub(crate) fn gathering_due(&self) -> Option<Duration> {
        self.gatherers().iter().filter_map(|gatherer| gatherer.due()).min()
    }

    /// Lets each do what is to be done at this occasion; without the lock.
    pub(crate) fn work_on_gathered(&self, occasion: Occasion) {
        self.gatherers().iter().for_each(|gatherer| gatherer.work(self, occasion));
    }

    /// Has the worker look at the time anew.
    pub(crate) fn wake_worker(&self) {
        // Taken so that the worker is not between its look and its sleep.
        drop(self.lock());
        self.work.notify_one();
    }

    /// Lets the worker sleep until it is woken or the time has come.
    pub(crate) fn sleep_worker<'a>(
        &self,
        state: MutexGuard<'a, State>,
        until: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        self.sleep(&self.work, state, until)
    }

    fn sleep<'a>(
        &self,
        condition: &Condvar,
        state: MutexGuard<'a, State>,
        until: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        let mut state = match until.and_then(|until| self.settings.clock.sleep_for(until)) {
            Some(time) => {
                condition.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner).0
            }
            None => condition.wait(state).unwrap_or_else(PoisonError::into_inner),
        };
        self.intakes.close(&mut state);
        state
    }

    /// Tells waiting callers that something has changed.
    pub(crate) fn notify_callers(&self) {
        self.settled.notify_all();
    }

    /// Starts what is to be sent with, if anything is, once telemetry can be reached by the application.
    pub(crate) fn begin(self: &Arc<Self>) {
        let mut state = self.lock();
        if state.phase.sends() {
            self.start_worker(&mut state);
        }
    }

    /// Starts the worker's thread, unless it runs.
    pub(crate) fn start_worker(self: &Arc<Self>, state: &mut State) {
        let Some(line) = state.line.take() else {
            return;
        };
        if let Err(error) = worker::start(Arc::clone(self), line) {
            self.fail(state, format!("its thread could not be started: {error}"));
        }
    }

    /// Switches telemetry off because the worker cannot go on; its permit dies with it.
    pub(crate) fn fail(&self, state: &mut State, problem: String) {
        self.open.store(false, Ordering::Relaxed);
        drop(state.stop(OffReason::WorkerFailed, DropReason::WorkerFailed));
        state.problems.insert(Place::Worker, problem);
        self.settled.notify_all();
    }

    pub(crate) fn status(&self) -> Status {
        let panicked = self.panicked.load(Ordering::Relaxed);
        let mut gathered = Gathered { panicked, ..Gathered::default() };
        self.gatherers().iter().for_each(|gatherer| gatherer.count(&mut gathered));
        Status { gathered, ..self.lock().status(&self.settings.endpoint) }
    }
}
