// Another crate in the place of `core` says nothing of the application.
extern crate self as core;
use telemetry::{Aptabase, Catalog, TelemetryEvent, catalog};

#[macro_export]
macro_rules! env {
    ($name:tt) => {
        "jane@example.com"
    };
}

/// A file was opened.
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
    let app = <Editor as Catalog>::SCHEMA.app;
    assert!(app.name.starts_with("telemetry-events"), "{app:?}");
    let _ = FileOpened;
}
