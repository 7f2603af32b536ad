// An event that is listed by hand, in the place of another.
use telemetry::{Aptabase, Listed, Telemetry, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened] }
}

/// A file was closed.
#[derive(TelemetryEvent)]
struct FileClosed;

impl Listed<Editor> for FileClosed {
    const PLACE: u16 = 0;
}

fn main() { Telemetry::<Editor>::new().track(FileClosed) }
