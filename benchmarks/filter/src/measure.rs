//! Times in turns: each subject once a round, and the fastest round of each counts.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Something that says yes or no to a text.
pub type Subject<'a> = &'a dyn Fn(&str) -> bool;

const ROUNDS: usize = 40;

/// Long enough for the clock, short enough that some rounds are undisturbed.
const ROUND: Duration = Duration::from_micros(400);

/// The nanoseconds of one call of each subject.
pub fn fastest_of<const N: usize>(subjects: [Subject; N], text: &str) -> [f64; N] {
    let calls = subjects.map(|subject| calls_in_a_round(subject, text));
    let mut fastest = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for ((subject, calls), fastest) in subjects.iter().zip(calls).zip(&mut fastest) {
            let time = time_of(subject, text, calls).as_nanos() as f64 / f64::from(calls);
            *fastest = fastest.min(time);
        }
    }
    fastest
}

fn calls_in_a_round(subject: Subject, text: &str) -> u32 {
    const TRIAL: u32 = 100;
    let trial = time_of(subject, text, TRIAL).max(Duration::from_nanos(1));
    let calls = ROUND.as_nanos() * u128::from(TRIAL) / trial.as_nanos();
    u32::try_from(calls).unwrap_or(u32::MAX).max(1)
}

fn time_of(subject: Subject, text: &str, calls: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(subject(black_box(text)));
    }
    start.elapsed()
}
