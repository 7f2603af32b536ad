// Every number of at most 64 bits is closed, and so is an `Option` of one, however deep.
use std::time::Duration;

use telemetry::TelemetryEvent;

/// Sizes were measured.
#[derive(TelemetryEvent)]
#[rustfmt::skip]
struct SizesMeasured {
    /** What it tells. */ a: u8,
    /** What it tells. */ b: u16,
    /** What it tells. */ c: u32,
    /** What it tells. */ d: u64,
    /** What it tells. */ e: usize,
    /** What it tells. */ f: i8,
    /** What it tells. */ g: i16,
    /** What it tells. */ h: i32,
    /** What it tells. */ i: i64,
    /** What it tells. */ j: isize,
    /** What it tells. */ k: f32,
    /** What it tells. */ l: f64,
    /** What it tells. */ m: Option<Duration>,
    /** What it tells. */ n: Option<Option<Option<u8>>>,
}

fn main() {
    let properties = <SizesMeasured as TelemetryEvent>::SCHEMA.properties;
    assert!(properties.iter().all(|property| property.bits().is_some()));
}
