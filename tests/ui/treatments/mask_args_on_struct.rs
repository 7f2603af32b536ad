// Masked arguments are what serde can serialize.
use telemetry::TelemetryEvent;

struct Arguments;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[mask_args]
    value: Arguments,
}

fn main() {}
