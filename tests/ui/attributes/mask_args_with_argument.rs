// Masked arguments have no settings.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[mask_args(20)]
    value: String,
}

fn main() {}
