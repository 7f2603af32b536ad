// The type counts, not the path to it.
use telemetry::TelemetryEvent;

mod harmless {
    pub use std::string::String as Flag;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: harmless::Flag,
}

fn main() {}
