// A text is no event.
use telemetry::{Aptabase, Telemetry, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened] }
}

fn main() {
    Telemetry::<Editor>::new().track("file opened");
}
