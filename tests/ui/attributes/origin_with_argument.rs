// `origin` takes no argument.
use telemetry::TelemetryEvent;

/// Where it lies.
#[derive(telemetry::TelemetryEnum)]
enum Place { Disk, #[remote] Server }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[origin = "remote"]
    value: Place,
}

fn main() {}
