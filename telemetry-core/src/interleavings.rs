//! The model of the client: callers, the worker and the user's decisions, in thousands of orders.
//!
//! `RUSTFLAGS="--cfg shuttle" cargo test -p telemetry-core interleavings`

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crate::catalog::{App, Backend, Catalog, CatalogSchema, Limits};
use crate::consent::ConsentPolicy;
use crate::derived::{DerivedChecks, DerivedListed, DerivesTelemetryEvent};
use crate::gate::OffReason;
use crate::queue::Overflow;
use crate::recorder::Recorder;
use crate::retry::RetryPolicy;
use crate::schema::EventSchema;
use crate::status::{Counts, State, Status};
use crate::sync::thread;
use crate::telemetry::Telemetry;
use crate::testing::{FixedEnvironment, ManualClock};
use crate::transport::{
    Batch, Destination, Http, HttpError, Outcome, Permit, Request, Response, Shelf, Transport,
};

/// How many orders.
const ORDERS: usize = 3_000;

struct Happened;

impl<Open> DerivesTelemetryEvent<Open> for Happened {
    const SCHEMA: EventSchema = EventSchema::new("thing_happened", "", &[]);

    fn record(&self, _: &mut Recorder<'_>) {}
}

struct Model;

impl Catalog for Model {
    type Common = ();
    const SCHEMA: CatalogSchema = CatalogSchema {
        title: "Model",
        intro: "",
        app: App { name: "model", version: "1", debug: true },
        salt: "model",
        common: &[],
        events: &[&<Happened as DerivesTelemetryEvent<()>>::SCHEMA],
        backends: &[],
        library: None,
        never: &[],
    };

    fn record_common((): &(), _: &mut Recorder<'_>) {}
}

impl DerivedListed<Model> for Happened {
    const PLACE: u16 = 0;
}

#[derive(Clone, Default)]
struct Wire {
    /// How many events it takes at a time.
    batch: usize,
    /// Which requests fail: each of so many.
    fails_each: Option<usize>,
    /// Set when nothing may be sent any more.
    closed: Arc<AtomicBool>,
    /// Set when something was sent nevertheless. A panic would be caught by the worker.
    too_late: Arc<AtomicBool>,
    requests: usize,
}

impl DerivedChecks<Wire> for Model {}

impl Backend for Wire {
    const LIMITS: Limits = Limits { backend: "wire", name: 99, key: 99 };
}

impl Transport for Wire {
    fn destination(&self) -> Result<Destination, String> {
        Ok(Destination::Named { url: "http://wire".to_owned() })
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: self.batch, bytes: usize::MAX, age: None }
    }

    fn encode(&mut self, _: &Batch<'_>, _: &mut Request) {}

    fn judge(&mut self, response: &Response, _: u64) -> Outcome {
        match response.status {
            200 => Outcome::Accepted,
            _ => Outcome::Retry { after: None },
        }
    }

    fn http(&self) -> Box<dyn Http> {
        Box::new(self.clone())
    }
}

impl Http for Wire {
    fn post(&mut self, _: &Request, permit: &Permit) -> Result<Response, HttpError> {
        self.requests += 1;
        thread::yield_now();
        if permit.is_revoked() {
            return Err(HttpError { reason: "revoked".to_owned() });
        }
        self.too_late.fetch_or(self.closed.load(Ordering::SeqCst), Ordering::SeqCst);
        let fails = self.fails_each.is_some_and(|each| self.requests.is_multiple_of(each));
        let status = if fails { 503 } else { 200 };
        Ok(Response { status, ..Response::default() })
    }
}

fn add_up(counts: &Counts) -> bool {
    counts.recorded == counts.sent + counts.pending + counts.dropped.total()
}

/// Two threads that track, one that flushes, and a user who agrees and refuses. With batches of two each event
/// is one that the state has to see; in longer ones most are handed in without it.
fn run(batch: usize, capacity: usize) {
    let wire = Wire { batch, fails_each: Some(3), ..Wire::default() };
    let (closed, too_late) = (Arc::clone(&wire.closed), Arc::clone(&wire.too_late));
    let telemetry = Arc::new(Telemetry::<Model>::new());
    let guard = telemetry
        .builder()
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .environment(FixedEnvironment::new())
        .clock(Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH)))
        .capacity(capacity, Overflow::DropOldest)
        .retry(RetryPolicy { retries: 1, first_wait: Duration::ZERO, ..RetryPolicy::default() })
        .start(wire)
        .expect("telemetry starts");
    let trackers = [(); 2].map(|()| {
        let telemetry = Arc::clone(&telemetry);
        thread::spawn(move || {
            for event in 1..=4 {
                telemetry.track(Happened);
                let Status { counts, state, .. } = telemetry.status();
                assert!(add_up(&counts), "{counts}");
                assert!(counts.pending <= (capacity + batch) as u64, "{counts}");
                assert!(state != State::On || counts.recorded >= event, "{counts}");
            }
        })
    });
    let flushing = {
        let telemetry = Arc::clone(&telemetry);
        thread::spawn(move || assert!(add_up(&telemetry.flush(Duration::from_secs(1)))))
    };
    telemetry.track(Happened);
    telemetry.track(Happened);
    telemetry.withdraw();
    closed.store(true, Ordering::SeqCst);
    assert_eq!(telemetry.status().counts.pending, 0);
    for thread in trackers.into_iter().chain([flushing]) {
        thread.join().expect("it does not panic");
    }
    closed.store(false, Ordering::SeqCst);
    telemetry.grant();
    telemetry.track(Happened);
    let counts = telemetry.shut_down(Duration::from_secs(1));
    closed.store(true, Ordering::SeqCst);
    assert!(add_up(&counts) && counts.pending == 0, "{counts}");
    drop(guard);
    assert_eq!(telemetry.status().state, State::Off(OffReason::ShutDown));
    assert!(!too_late.load(Ordering::SeqCst), "sent after the withdrawal or the end had returned");
}

#[test]
fn interleavings_neither_lose_nor_double_an_event_nor_send_one_too_late() {
    for (batch, capacity) in [(2, 3), (6, 4), (6, 20)] {
        shuttle::check_random(move || run(batch, capacity), ORDERS);
        shuttle::check_pct(move || run(batch, capacity), ORDERS, 3);
    }
}

/// Three threads track what is enough for some batches and a rest; the worker is woken by them or not at all.
fn run_undisturbed() {
    let wire = Wire { batch: 4, ..Wire::default() };
    let telemetry = Arc::new(Telemetry::<Model>::new());
    let _guard = telemetry
        .builder()
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .environment(FixedEnvironment::new())
        .clock(Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH)))
        .start(wire)
        .expect("telemetry starts");
    let trackers = [(); 3].map(|()| {
        let telemetry = Arc::clone(&telemetry);
        thread::spawn(move || (0..5).for_each(|_| telemetry.track(Happened)))
    });
    for thread in trackers {
        thread.join().expect("it does not panic");
    }
    // Three batches, and three events more, which only the clock or a flush has sent.
    let wait_until_pending = |events| {
        while telemetry.status().counts.pending > events {
            thread::yield_now();
        }
    };
    wait_until_pending(3);
    // In the model all threads are taken for the worker's, so that none waits in it.
    telemetry.flush(Duration::from_secs(1));
    wait_until_pending(0);
    let counts = telemetry.status().counts;
    assert_eq!((counts.recorded, counts.sent), (15, 15));
}

#[test]
fn interleavings_send_each_complete_batch() {
    shuttle::check_random(run_undisturbed, ORDERS);
    shuttle::check_pct(run_undisturbed, ORDERS, 3);
}
