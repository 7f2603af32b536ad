// A closed name out of a glob import.
use telemetry::TelemetryEvent;

mod prelude {
    #[allow(non_camel_case_types)]
    pub type bool = String;
}
use prelude::*;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: bool,
}

fn main() {}
