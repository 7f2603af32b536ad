// A module called like the library.
use ::telemetry::TelemetryEvent;

mod telemetry {
    pub mod __private {}
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: String,
}

fn main() {}
