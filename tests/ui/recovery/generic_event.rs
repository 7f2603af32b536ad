// A refused event does not take the catalogue along.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<T> {
    /// What it tells.
    value: T,
}

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened<u8>],
    }
}

fn main() {}
