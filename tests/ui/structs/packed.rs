// A packed struct lends none of its fields.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[repr(C, packed)]
struct FileOpened {
    /// Its size.
    size: u64,
}

fn main() {}
