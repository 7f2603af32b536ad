// A macro that makes text of a number before the derive sees it.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[rewrite(u64 => String)]
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: u64,
}

fn main() {}
