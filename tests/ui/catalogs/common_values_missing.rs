// What every event carries has values, and the start needs them.
use telemetry::{Aptabase, Telemetry, TelemetryCommon, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

#[derive(TelemetryCommon)]
struct EveryEvent {
    /// Whether the application is a trial version.
    is_trial: bool,
}

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], common: EveryEvent, events: [FileOpened] }
}

fn main() {
    let _ = Telemetry::<Editor>::new().builder();
}
