// The origin is sent as it is.
use telemetry::TelemetryEvent;

/// Where it lies.
#[derive(telemetry::TelemetryEnum)]
enum Place { Disk, #[remote] Server }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[origin]
    #[skip]
    place: Place,
    /// What it tells.
    #[omit_if_remote]
    name: String,
}

fn main() {}
