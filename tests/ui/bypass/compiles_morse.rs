// The number, order and time of events
use telemetry::{Aptabase, Telemetry, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened] }
}

fn main() {
    let telemetry = Telemetry::<Editor>::new();
    for letter in "jane".bytes() {
        (0..letter).for_each(|_| telemetry.track(FileOpened));
    }
}
