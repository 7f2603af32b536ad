// A library that cannot be ours: it lacks what the derive asks for.
use telemetry::TelemetryEvent;

mod evil {
    pub mod __private {
        pub use telemetry::__private::{Properties, Property, Recorder};
    }
}

/// A file was opened.
#[derive(TelemetryEvent)]
#[telemetry(crate = evil)]
struct FileOpened {
    /// What it tells.
    value: String,
}

fn main() {}
