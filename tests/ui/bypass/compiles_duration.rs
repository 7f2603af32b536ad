// A duration whose milliseconds spell a text
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// How long it took.
    took: std::time::Duration,
}

fn main() {
    let took = std::time::Duration::from_millis(u64::from_le_bytes(*b"jane@exa"));
    let _ = FileOpened { took };
}
