// A setting that is known is not taken for an unknown one, however it is written.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name("file_opened"), why(), aggregate = size, max_bits(64))]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}
