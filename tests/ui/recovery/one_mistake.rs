// One mistake is one message: the event can still be listed and sent.
use telemetry::{Aptabase, Listed, TelemetryEvent, catalog};

#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {
    fn send<E: Listed<Editor>>(_: E) {}
    send(FileOpened);
}
