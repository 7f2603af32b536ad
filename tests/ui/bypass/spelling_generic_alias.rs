// An alias that hands its argument on.
use telemetry::TelemetryEvent;

type Plain<T> = T;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Plain<String>,
}

fn main() {}
