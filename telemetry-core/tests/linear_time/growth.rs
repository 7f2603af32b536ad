//! How the time grows with the input.

use std::fmt::Debug;
use std::hint::black_box;
use std::sync::{Mutex, PoisonError};

use cpu_time::ThreadTime;

const SHORT: usize = 8 << 10;
const LONG: usize = 64 << 10;

/// Between 8, which is linear, and 64, which is quadratic: a busy machine may take some sixteen times
/// as long.
const MOST: f64 = 24.0;

/// What takes less is as fast as the clock can tell.
const LEAST_SECONDS: f64 = 20e-6;

/// How often a shape is measured before it counts as slow.
const ATTEMPTS: usize = 40;

/// Checks that the work on each shape of input grows no faster than the input.
pub fn assert_linear<S: Debug, I, O>(
    shapes: &[S],
    input: impl Fn(&S, usize) -> I,
    work: impl Fn(&I) -> O,
) {
    // One at a time: a second test would disturb the clock.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let seconds = |input: &I| {
        let start = ThreadTime::now();
        black_box(work(black_box(input)));
        start.elapsed().as_secs_f64()
    };
    let mut slow = Vec::new();
    for shape in shapes {
        let (short, long) = (input(shape, SHORT), input(shape, LONG));
        // A busy machine may disturb a measurement; no machine makes a quadratic one look linear.
        let mut fastest = (f64::INFINITY, f64::INFINITY);
        let is_linear = (0..ATTEMPTS).any(|_| {
            fastest = (fastest.0.min(seconds(&short)), fastest.1.min(seconds(&long)));
            fastest.1 < fastest.0.max(LEAST_SECONDS) * MOST
        });
        if !is_linear {
            slow.push(format!("{shape:?}: {:.1} times the time", fastest.1 / fastest.0));
        }
    }
    assert!(slow.is_empty(), "8 times the input takes\n{}", slow.join("\n"));
}

/// A text of about `size` bytes.
pub fn repeated(unit: &&str, size: usize) -> String {
    unit.repeat(size / unit.len() + 1)
}

#[test]
#[should_panic(expected = "times the time")]
fn what_is_quadratic_is_noticed() {
    let pairs = |text: &String| {
        let bytes = text.as_bytes();
        bytes.iter().map(|a| bytes.iter().filter(|b| black_box(a) == *b).count()).sum::<usize>()
    };
    assert_linear(&["a"], |unit, size| repeated(unit, size / 64), pairs);
}
