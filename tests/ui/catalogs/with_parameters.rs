// A catalogue is one list.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor<T> {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
