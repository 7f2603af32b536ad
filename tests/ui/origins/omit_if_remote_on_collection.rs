// What may not leave at all may not leave while it is local either.
use telemetry::TelemetryEvent;

/// Where it lies.
#[derive(telemetry::TelemetryEnum)]
enum Place { Disk, #[remote] Server }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[origin]
    place: Place,
    /// What it tells.
    #[omit_if_remote]
    names: Vec<String>,
}

fn main() {}
