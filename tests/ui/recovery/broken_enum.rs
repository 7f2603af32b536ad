// A mistake in an enum is reported there, not at the events that use it.
use telemetry::{TelemetryEnum, TelemetryEvent};

#[derive(TelemetryEnum)]
enum Place {
    Disk,
    Server(String),
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    #[origin]
    place: Place,
    /// Its name.
    #[omit_if_remote]
    name: &'a str,
}

fn main() {}
