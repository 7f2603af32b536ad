// What is closed can be declared safe, too.
use std::time::Duration;

use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[safe("one of our own kinds")]
    kind: Kind,
    /// Its size.
    #[safe("a number and nothing more")]
    size: Option<u64>,
    /// Whether it is new.
    #[safe("yes or no, nothing else")]
    is_new: bool,
    /// How long it took.
    #[telemetry(safe("so many milliseconds, nothing else"))]
    took: Duration,
}

fn main() {
    let _ = Kind::Text;
    for property in <FileOpened as TelemetryEvent>::SCHEMA.properties {
        assert_eq!(property.treatment.name(), "declared-safe");
    }
}
