//! What the client holds, idle and with a full queue, and what its callers allocate.

use std::error::Error;
use std::thread;
use std::time::Duration;

use telemetry::transport::{Http, HttpError, Permit, Request, Response};
use track::counting::{Counting, allocations, live};
use track::event::{Closed, MessageSent, Values};
use track::ours::{Ours, PATIENCE};
use track::report::{Report, Target};
use track::sink::Sink;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What the reference event takes when it stands alone: seven values in the compact form, its place in
/// the catalogue, its time and its session.
const ENCODED: usize = (4 * 3 + 2 * 2 + 10) + 2 + 8 + 16;

/// As many events as the queue holds by default.
const EVENTS: usize = telemetry::CAPACITY;

/// Never answers, so that the queue fills.
struct Stuck;

impl Http for Stuck {
    fn post(&mut self, _: &Request, permit: &Permit) -> Result<Response, HttpError> {
        while !permit.is_revoked() {
            thread::sleep(Duration::from_millis(10));
        }
        Err(HttpError { reason: "stuck".to_owned() })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut report = Report::default();
    let track = |ours: &Ours<Closed>, events: usize| {
        for _ in 0..events {
            ours.telemetry.track(MessageSent::from(Values::reference()));
        }
    };
    report.measure("memory and allocations");
    let before = live();
    let ours = Ours::to_sink(Sink);
    report.figure("client, idle", (live() - before) as f64 / 1024.0, "KiB");
    for _ in 0..10 {
        track(&ours, 500);
        ours.telemetry.flush(PATIENCE);
    }
    let before_track = allocations();
    for _ in 0..10 {
        track(&ours, 500);
        ours.telemetry.flush(PATIENCE);
    }
    let made = (allocations() - before_track) as f64;
    let target = Target { of: "allocations", at_most: 0.0, is: made };
    report.target("5,000 events, steady state", made, "", target);
    report.figure("client, idle after that", (live() - before) as f64 / 1024.0, "KiB");
    drop(ours);

    let ours = Ours::to_sink(Stuck);
    // What the worker takes away; it is stuck with it.
    track(&ours, 100);
    thread::sleep(Duration::from_millis(200));
    let before = live();
    track(&ours, EVENTS);
    let held = (live() - before) as f64;
    let counts = ours.telemetry.status().counts;
    assert_eq!((counts.pending as usize, counts.dropped.total()), (EVENTS + 100, 0));
    let is = held / (EVENTS * ENCODED) as f64;
    let target = Target { of: "encoded sizes", at_most: 1.5, is };
    report.target("queue, full with 10,000 events", held / 1024.0, "KiB", target);
    report.write("track-memory.json")?;
    Ok(())
}
