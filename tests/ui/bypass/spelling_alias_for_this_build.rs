// An alias that is text in this build only.
use telemetry::TelemetryEvent;

#[cfg(any())]
type Size = u64;
#[cfg(not(any()))]
type Size = String;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Size,
}

fn main() {}
