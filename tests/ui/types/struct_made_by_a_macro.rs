// The type counts, also in a struct that a macro writes.
use telemetry::TelemetryEvent;

macro_rules! event {
    ($name:ident, $ty:ty) => {
        /// A file was opened.
        #[derive(TelemetryEvent)]
        struct $name {
            /// What it tells.
            value: $ty,
        }
    };
}

event!(FileOpened, String);

fn main() {}
