// `enum_only` asserts that the type is closed; it does not make it so.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only]
    value: String,
}

fn main() {}
