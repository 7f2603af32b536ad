// A bucket begins where the one before it ends.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(0..=10 => "few", _ => "many")]
    value: u64,
}

fn main() {}
