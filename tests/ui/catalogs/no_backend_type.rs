// What is named as a backend is one.
use telemetry::{TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [FileOpened],
        events: [FileOpened],
    }
}

fn main() {}
