// What is listed is an event.
use telemetry::{Aptabase, catalog};

struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {}
