// An event, its fields, its enums and its catalogue are as visible as their owner likes.
mod app {
    pub(super) mod events {
        use telemetry::{TelemetryEnum, TelemetryEvent};

        /// What kind of file it is.
        #[derive(TelemetryEnum)]
        pub(in crate::app) enum Kind {
            Text,
        }

        /// A file was opened.
        #[derive(TelemetryEvent)]
        pub(in crate::app) struct FileOpened {
            pub(super) kind: Kind,
            /// Its size.
            pub(crate) size: u64,
            /// Whether it is new.
            is_new: bool,
        }

        impl FileOpened {
            pub(super) fn of(size: u64) -> Self {
                Self { kind: Kind::Text, size, is_new: true }
            }
        }
    }

    telemetry::catalog! {
        pub(super) struct Editor {
            title: "Editor",
            backends: [telemetry::Aptabase],
            events: [events::FileOpened],
        }
    }

    pub(super) static TELEMETRY: telemetry::Telemetry<Editor> = telemetry::Telemetry::new();

    pub(super) fn open() {
        TELEMETRY.track(events::FileOpened::of(1));
        TELEMETRY.track_with(|| events::FileOpened::of(2));
    }
}

fn main() {
    app::open();
}
