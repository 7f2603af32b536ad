// An application that is named after who built it.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor { title: "Editor", app: env!("PATH"), backends: [Aptabase], events: [FileOpened] }
}

fn main() {}
