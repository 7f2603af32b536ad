// A closed enum with an opening.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
    Other { name: String },
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    kind: Kind,
}

fn main() {}
