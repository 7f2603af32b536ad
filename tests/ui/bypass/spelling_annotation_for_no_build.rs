// An annotation that is there in no build.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[cfg_attr(any(), hash)]
    value: String,
}

fn main() {}
