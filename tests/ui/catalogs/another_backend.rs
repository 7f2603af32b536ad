// A catalogue is sent to the backends that it was checked against.
use telemetry::{Aptabase, catalog};

/// A file was opened.
#[derive(telemetry::TelemetryEvent)]
struct FileOpened;

struct Other;

catalog! {
    struct Editor {
        title: "Editor", backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {
    fn start<T, C: telemetry::CheckedFor<T>>(_: T, _: C) {}
    start(Other, Editor);
}
