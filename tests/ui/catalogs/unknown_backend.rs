// A backend that is not there is missing once.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase, Aptabse],
        events: [FileOpened],
    }
}

fn main() {}
