// A key that every event has is not given again.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened { #[doc = "Its size in memory."] memory: u64 }
#[derive(telemetry::TelemetryCommon)]
struct Machine {
    /// What it tells.
    memory: u64,
}

catalog! {
    struct Editor {
        title: "Editor", backends: [Aptabase], common: Machine,
        events: [FileOpened],
    }
}

fn main() {}
