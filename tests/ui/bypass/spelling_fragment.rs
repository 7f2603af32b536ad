// A type that a macro was given.
use telemetry::TelemetryEvent;

macro_rules! event {
    ($name:ident, $type:ty) => {
        /// A file was opened.
        #[derive(TelemetryEvent)]
        struct $name {
            /// What it tells.
            value: Option<$type>,
        }
    };
}

event!(FileOpened, String);

fn main() {}
