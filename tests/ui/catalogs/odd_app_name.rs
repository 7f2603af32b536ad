// An application has a plain name.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        app: "Jane's editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
