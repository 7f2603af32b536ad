//! Ten million events through a server that fails at random, and an account of each of them:
//! `cargo run --release --package soak [EVENTS]`.
//!
//! It fails where an event is lost or counted twice, or where threads, files or memory grow.

mod server;
mod usage;

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use telemetry::{
    Aptabase, ConsentPolicy, DropReason, Overflow, RetryPolicy, Telemetry, TelemetryEvent, catalog,
};

use server::Server;
use usage::Usage;

/// One of very many.
#[derive(TelemetryEvent)]
struct StepTaken {
    /// Which one.
    step: u64,
}

catalog! {
    /// One event, over and over.
    struct Soak {
        title: "Soak",
        app: "soak",
        backends: [Aptabase],
        events: [StepTaken],
        never: ["Anything else."],
    }
}

/// The events, unless the command line says otherwise.
const EVENTS: u64 = 10_000_000;
const THREADS: u64 = 4;
/// Small enough to overflow now and then.
const CAPACITY: usize = 20_000;
/// How often the account is looked at on the way.
const LOOKS: u64 = 10;
/// What memory may grow by after the first look, in KiB: the allocator's own slack.
const SLACK: u64 = 8 * 1024;

fn main() -> ExitCode {
    let events = std::env::args().nth(1).and_then(|events| events.parse().ok()).unwrap_or(EVENTS);
    let server = Server::start().expect("a port of the loopback");
    let telemetry = Telemetry::<Soak>::new();
    let guard = telemetry
        .builder()
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .capacity(CAPACITY, Overflow::DropOldest)
        .retry(RetryPolicy { retries: 3, first_wait: Duration::ZERO, ..RetryPolicy::default() })
        .start(Aptabase::new("A-SH-0123456789").host(server.url()))
        .expect("telemetry starts");
    let start = Instant::now();
    let mut looks = Vec::new();
    for look in 1..=LOOKS {
        track(&telemetry, events * (look - 1) / LOOKS..events * look / LOOKS);
        let counts = telemetry.status().counts;
        assert_eq!(counts.recorded, counts.sent + counts.pending + counts.dropped.total());
        let usage = Usage::of_this_process();
        println!("{look:>3}/{LOOKS}  {counts}\n        {usage}");
        looks.push(usage);
    }
    let counts = telemetry.flush(Duration::from_secs(60));
    drop(guard);
    println!("{:.1} s, {}", start.elapsed().as_secs_f64(), server.summary());
    println!("{counts}; the server has {}", server.accepted());
    let exact = counts.recorded == events
        && counts.pending == 0
        && counts.sent == server.accepted()
        && counts.sent + counts.dropped.total() == events
        && counts.dropped.total()
            == counts.dropped.by(DropReason::Overflow)
                + counts.dropped.by(DropReason::RetriesUsedUp);
    let flat = looks.iter().all(|usage| usage.is_within(&looks[0], SLACK));
    println!("exact: {exact}, flat: {flat}");
    if exact && flat { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tracks so many events from several threads, with a rest where the queue has overflowed.
fn track(telemetry: &Telemetry<Soak>, steps: std::ops::Range<u64>) {
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let steps = steps.clone();
            scope.spawn(move || {
                for step in steps.filter(|step| step % THREADS == thread) {
                    telemetry.track(StepTaken { step });
                    if step % 1024 < THREADS && telemetry.status().counts.pending >= CAPACITY as u64
                    {
                        telemetry.flush(Duration::from_secs(60));
                    }
                }
            });
        }
    });
}
