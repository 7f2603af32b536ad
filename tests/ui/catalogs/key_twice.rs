// A key is given once.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
