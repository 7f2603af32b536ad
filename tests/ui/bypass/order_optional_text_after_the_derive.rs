// A macro that changes what an `Option` holds after the derive has seen it.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[derive(TelemetryEvent)]
#[rewrite(bool => String)]
struct FileOpened {
    /// What it tells.
    value: Option<bool>,
}

fn main() {}
