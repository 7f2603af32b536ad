// The library can be renamed: then the events say so.
extern crate telemetry as usage;

mod telemetry {}

use usage::{TelemetryEnum, TelemetryEvent, catalog};

mod events {
    use usage::TelemetryEvent;

    /// A file was opened.
    #[derive(TelemetryEvent)]
    #[telemetry(crate = usage, event(once))]
    pub struct FileOpened<'a> {
        pub kind: super::Kind,
        /// Its name.
        #[telemetry(hash(length = 16, salt = none))]
        pub name: &'a str,
    }
}

/// What kind of file it is.
#[derive(TelemetryEnum)]
#[telemetry(crate = ::usage, rename_all = "UPPERCASE")]
enum Kind {
    Text,
}

catalog! {
    struct Editor {
        crate: usage,
        title: "Editor",
        backends: [usage::Aptabase],
        events: [events::FileOpened<'_>],
    }
}

fn main() {
    let _ = (Editor, Kind::Text);
    assert!(<events::FileOpened<'_> as TelemetryEvent>::SCHEMA.once.is_some());
}
