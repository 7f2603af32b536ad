// A number can be what its name promises.
use telemetry::TelemetryEvent;

type Number = u64;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    account_id: Number,
}

fn main() {}
