// A macro that adds a field after the derive has seen the struct.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[derive(TelemetryEvent)]
#[rewrite(value => note: String, value)]
struct FileOpened {
    /// What it tells.
    value: u64,
}

fn main() {}
