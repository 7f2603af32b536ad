//! One event after the other, everything in the caches.

use std::time::Instant;

use crate::subject::Subject;

/// Events in a round: fewer than any queue here holds.
const EVENTS: usize = 1_000;

/// Events before them.
const WARM_UP: usize = 100;

/// How often each subject gets its turn.
const ROUNDS: usize = 300;

/// The nanoseconds an event of each subject, in its fastest round: the one that other work on the
/// machine disturbed least. All take turns.
pub fn nanoseconds(subjects: &[&dyn Subject]) -> Vec<f64> {
    let mut fastest = vec![f64::INFINITY; subjects.len()];
    for _ in 0..ROUNDS {
        for (subject, fastest) in subjects.iter().zip(&mut fastest) {
            // What ran before has the caches.
            subject.burst(WARM_UP);
            let start = Instant::now();
            subject.burst(EVENTS);
            let nanoseconds = start.elapsed().as_nanos() as f64 / EVENTS as f64;
            *fastest = fastest.min(nanoseconds);
            subject.settle();
        }
    }
    fastest
}
