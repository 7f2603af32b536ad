// An event, an enum and a catalogue can be on their way out, without a warning from us.
#![deny(warnings)]

mod events {
    use telemetry::{TelemetryEnum, TelemetryEvent};

    /// What kind of file it is.
    #[deprecated]
    #[derive(TelemetryEnum)]
    pub enum Kind {
        Text,
    }

    /// A file was opened.
    #[deprecated = "send something better"]
    #[derive(TelemetryEvent)]
    pub struct FileOpened {
        /// Its size.
        pub size: u64,
    }

    #[allow(deprecated)]
    pub const KIND: Kind = Kind::Text;
}

telemetry::catalog! {
    #[allow(deprecated)]
    struct Editor {
        title: "Editor",
        backends: [telemetry::Aptabase],
        events: [events::FileOpened],
    }
}

fn main() {
    let _ = (events::KIND, Editor);
    #[allow(deprecated)]
    let event = events::FileOpened { size: 1 };
    telemetry::Telemetry::<Editor>::new().track(event);
}
