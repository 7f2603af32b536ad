// Common properties are a struct with a derive.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;
struct Machine;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
        common: Machine,
    }
}

fn main() {}
