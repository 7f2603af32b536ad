// What is not there in this build does not matter, wherever it stands.
use telemetry::{Aptabase, Catalog, TelemetryEnum, TelemetryEvent, catalog};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    #[cfg(any())]
    Video(String),
    Text,
    #[cfg_attr(all(), label = "picture")]
    Image,
}

/// A file was opened.
#[cfg_attr(all(), derive(TelemetryEvent))]
#[cfg_attr(all(), event(name = "file_shown"))]
#[cfg_attr(any(), event(name = "something_else"))]
struct FileOpened {
    kind: Kind,
    #[cfg(any())]
    name: Missing,
    /// Its size.
    #[cfg(all())]
    #[cfg_attr(all(), bucket(8, 16))]
    #[cfg_attr(any(), hash)]
    size: u64,
}

/// A file was moved.
#[cfg(any())]
#[derive(TelemetryEvent)]
struct FileMoved(String);

catalog! {
    #[cfg_attr(all(), derive(Debug))]
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {
    let _ = ([Kind::Text, Kind::Image], format!("{Editor:?}"));
    let event = <Editor as Catalog>::SCHEMA.events[0];
    assert_eq!(event.name, "file_shown");
    assert_eq!(event.properties[0].shape.labels, ["text", "picture"]);
}
