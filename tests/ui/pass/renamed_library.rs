// A library that re-exports ours says so.
mod toolkit {
    pub mod usage {
        pub use ::telemetry::*;
        pub use ::telemetry::__private;
    }
}

mod telemetry {}

use toolkit::usage::{TelemetryCommon, TelemetryEnum, TelemetryEvent, catalog};

/// What kind of file it is.
#[derive(TelemetryEnum)]
#[telemetry(crate = toolkit::usage)]
enum Kind {
    Text,
}

/// A file was opened.
#[derive(TelemetryEvent)]
#[telemetry(crate = toolkit::usage)]
struct FileOpened {
    kind: Kind,
}

#[derive(TelemetryCommon)]
#[telemetry(crate = crate::toolkit::usage)]
struct Machine {
    /// Its memory.
    memory: u64,
}

catalog! {
    struct Editor {
        crate: toolkit::usage,
        title: "Editor",
        backends: [toolkit::usage::Aptabase],
        common: Machine,
        events: [FileOpened],
    }
}

fn main() {
    let _ = (Kind::Text, Editor);
    let schema = <Editor as toolkit::usage::Catalog>::SCHEMA;
    assert_eq!(schema.library, Some("toolkit::usage"));
    assert_eq!(schema.events[0].library, Some("toolkit::usage"));
    assert_eq!(Editor::json().matches(r#""crate": "toolkit::usage""#).count(), 2);
}
