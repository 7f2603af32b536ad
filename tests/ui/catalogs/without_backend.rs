// A catalogue names where its events go.
use telemetry::{TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        events: [FileOpened],
    }
}

fn main() {}
