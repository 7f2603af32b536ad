// A length is a number.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[mask_sql(max = "500")]
    value: String,
}

fn main() {}
