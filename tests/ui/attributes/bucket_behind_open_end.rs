// Behind the open end there is nothing.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[bucket(..=0 => "none", _ => "many", ..=10 => "few")]
    value: u64,
}

fn main() {}
