// A hash for remote texts only has its own attribute.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Where it lies.
#[derive(TelemetryEnum)]
enum Place { Disk, #[remote] Server }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[origin]
    place: Place,
    /// Its name.
    #[omit_if_remote]
    #[hash]
    name: String,
}

fn main() {}
