// A title is a text.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: Editor,
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
