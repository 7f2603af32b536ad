//! Four threads at once, on however many cores there are.

use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use crate::subject::Subject;

/// How many threads.
pub const THREADS: usize = 4;

/// Events of each thread in a round: in all, fewer than any queue here holds.
const EVENTS: usize = 2_000;

const ROUNDS: usize = 30;

/// The events of all rounds.
pub const TOTAL: usize = THREADS * EVENTS * ROUNDS;

/// Millions of events a second of each subject, in its median round. All take turns.
pub fn millions(subjects: &[&dyn Subject]) -> Vec<f64> {
    let mut rounds = vec![Vec::with_capacity(ROUNDS); subjects.len()];
    for _ in 0..ROUNDS {
        for (subject, rounds) in subjects.iter().zip(&mut rounds) {
            let barrier = Barrier::new(THREADS);
            // Each looks at the clock itself: whoever only waits for them may get its core too late.
            let burst = || {
                barrier.wait();
                let start = Instant::now();
                subject.burst(EVENTS);
                (start, Instant::now())
            };
            let times = thread::scope(|scope| {
                let threads = [(); THREADS].map(|()| scope.spawn(burst));
                threads.map(|thread| thread.join().expect("no subject panics"))
            });
            let (starts, ends): (Vec<_>, Vec<_>) = times.into_iter().unzip();
            let taken = ends.into_iter().max().zip(starts.into_iter().min());
            let seconds = taken.map_or(0.0, |(end, start)| (end - start).as_secs_f64());
            rounds.push((THREADS * EVENTS) as f64 / seconds / 1e6);
            subject.settle();
        }
    }
    let median = |mut rounds: Vec<f64>| {
        rounds.sort_by(f64::total_cmp);
        rounds[ROUNDS / 2]
    };
    rounds.into_iter().map(median).collect()
}
