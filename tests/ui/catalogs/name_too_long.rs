// A name fits each backend of the catalogue.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name = "file_opened_in_a_window_that_was_opened_in_a_window_of_its_own")]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
