// A macro that puts another field in the place of one.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[derive(TelemetryEvent)]
#[rewrite(value => note)]
struct FileOpened {
    /// What it tells.
    value: u64,
}

fn main() {}
