// A macro that makes text of a number after the derive has seen it.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[derive(TelemetryEvent)]
#[rewrite(u64 => String)]
struct FileOpened {
    /// What it tells.
    value: u64,
}

fn main() {}
