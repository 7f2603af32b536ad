// A list without labels lets nothing out.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only()]
    value: String,
}

fn main() {}
