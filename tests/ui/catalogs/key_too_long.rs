// A key fits each backend of the catalogue.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    is_the_file_one_that_was_opened_yesterday: bool,
}

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
