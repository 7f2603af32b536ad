// An origin that is never remote would let everything out.
use telemetry::TelemetryEvent;

/// Where it lies.
#[derive(telemetry::TelemetryEnum)]
enum Place {
    Disk,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[origin]
    place: Place,
    /// What it tells.
    #[omit_if_remote]
    name: String,
}

fn main() {}
