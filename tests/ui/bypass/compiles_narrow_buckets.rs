// Buckets as narrow as a single number
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// Its rating.
    #[bucket(97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110)]
    rating: u8,
}

fn main() {
    let _ = FileOpened { rating: b'j' };
}
