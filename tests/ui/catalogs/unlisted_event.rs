// An event that is not listed cannot be sent.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// Two events.
#[derive(TelemetryEvent)]
struct AppLaunched;
/// One of them unlisted.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor", backends: [Aptabase], events: [AppLaunched],
    }
}

fn main() {
    fn send<E: telemetry::Listed<Editor>>(_: E) {}
    send(FileOpened);
}
