// Buckets take numbers and durations, bounds of any kind of number, and labels.
use std::time::Duration;

use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// Its size.
    #[bucket(1, 1_000, 1_000_000)]
    size: usize,
    /// The change of its size.
    #[bucket(-10, 0, 10)]
    change: i8,
    /// How full it is.
    #[bucket(0.25, 0.5, 1.0, tolerance = 0.01)]
    share: Option<f32>,
    /// How long it took.
    #[bucket(..=100 => "fast", ..=1000 => "slow", _ => "hangs")]
    took: Duration,
    /// How long it waited.
    #[bucket(..=0 => "0", _ => "1+")]
    waited: Option<Duration>,
}

fn main() {
    let schema = <FileOpened as TelemetryEvent>::SCHEMA;
    let labels: Vec<_> = schema.properties.iter().map(|property| property.shape.labels).collect();
    assert_eq!(labels[0], ["1", "1000", "1000000+"]);
    assert_eq!(labels[1], ["-10", "0", "10+"]);
    assert_eq!(labels[2], ["0.25", "0.5", "1+"]);
    assert_eq!(labels[3], ["fast", "slow", "hangs"]);
    assert!(schema.properties[4].shape.optional);
}
