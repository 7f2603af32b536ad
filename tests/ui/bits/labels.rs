// Labels count, too.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(max_bits = 1)]
struct FileOpened {
    /// What it tells.
    is_new: bool,
    /// What it tells.
    #[enum_only("a", "b", "c")]
    kind: String,
}

fn main() {}
