// A spelling belongs to an enum.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[telemetry(rename_all = "camelCase")]
    value: bool,
}

fn main() {}
