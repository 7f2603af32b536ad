// One origin decides for the whole event.
use telemetry::TelemetryEvent;

/// Where it lies.
#[derive(telemetry::TelemetryEnum)]
enum Place { Disk, #[remote] Server }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[origin]
    from: Place,
    #[origin]
    to: Place,
}

fn main() {}
