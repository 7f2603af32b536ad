// Events have different names.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;
/// A file was shown.
#[derive(TelemetryEvent)]
#[event(name = "file_opened")]
struct FileShown;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened, FileShown],
    }
}

fn main() {}
