// That a number is closed does not make it impersonal.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only]
    user_id: u64,
}

fn main() {}
