// An event that no catalogue lists.
use telemetry::{Aptabase, Telemetry, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

/// A file was closed.
#[derive(TelemetryEvent)]
struct FileClosed;

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened] }
}

fn main() {
    Telemetry::<Editor>::new().track(FileClosed);
}
