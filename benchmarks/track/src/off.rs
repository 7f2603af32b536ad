//! What an event costs while telemetry is off, beside a relaxed load.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use telemetry::testing::FixedEnvironment;
use telemetry::{PostHog, Telemetry};

use crate::event::{Closed, MessageSent, Values};

const EVENTS: usize = 100_000;
const ROUNDS: usize = 50;

/// Nanoseconds of one relaxed load, of `track`, and of `track_with` with a closure that would take
/// long.
pub fn nanoseconds() -> [f64; 3] {
    let open = AtomicBool::new(false);
    let telemetry = Telemetry::<Closed>::new();
    let builder = telemetry.builder_with(()).environment(FixedEnvironment::new());
    let _guard = builder.start(PostHog::new(None)).expect("telemetry is off");
    let telemetry = black_box(&telemetry);
    [
        fastest(|| {
            black_box(black_box(&open).load(Ordering::Relaxed));
        }),
        fastest(|| telemetry.track(MessageSent::from(Values::reference()))),
        fastest(|| {
            telemetry.track_with(|| {
                std::thread::sleep(std::time::Duration::from_secs(1));
                MessageSent::from(Values::reference())
            });
        }),
    ]
}

fn fastest(work: impl Fn()) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        for _ in 0..EVENTS {
            work();
        }
        start.elapsed().as_nanos() as f64 / EVENTS as f64
    });
    rounds.fold(f64::INFINITY, f64::min)
}
