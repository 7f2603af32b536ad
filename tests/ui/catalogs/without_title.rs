// A catalogue has a title.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
