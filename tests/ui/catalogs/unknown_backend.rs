// A backend that is not there is missing once.
use telemetry::{TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Mixpanel],
        events: [FileOpened],
    }
}

fn main() {}
