//! One event each two milliseconds, as applications track them: the caches are cold, and whoever wakes
//! a thread for each event pays for it here.

use std::thread;
use std::time::{Duration, Instant};

use crate::subject::Subject;

const PAUSE: Duration = Duration::from_millis(2);

/// How many events of each subject.
const EVENTS: usize = 400;

/// The median and the 99th percentile of an event of each subject, in nanoseconds. All take turns.
pub fn nanoseconds(subjects: &[&dyn Subject]) -> Vec<(f64, f64)> {
    let mut times = vec![Vec::with_capacity(EVENTS); subjects.len()];
    for _ in 0..EVENTS {
        for (subject, times) in subjects.iter().zip(&mut times) {
            thread::sleep(PAUSE);
            let start = Instant::now();
            subject.burst(1);
            times.push(start.elapsed().as_nanos() as f64);
        }
    }
    times
        .into_iter()
        .map(|mut times| {
            times.sort_by(f64::total_cmp);
            (times[EVENTS / 2], times[EVENTS * 99 / 100])
        })
        .collect()
}
