// A key of a common property fits each backend, too.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;
#[derive(telemetry::TelemetryCommon)]
struct Machine {
    /// What it tells.
    is_the_machine_one_that_was_used_yesterday: bool,
}

catalog! {
    struct Editor {
        title: "Editor", backends: [Aptabase], common: Machine,
        events: [FileOpened],
    }
}

fn main() {}
