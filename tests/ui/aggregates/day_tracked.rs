// What a day has seen is not tracked: its rollup sends it when the day is over.
use telemetry::aggregate::Count;
use telemetry::{Aptabase, Telemetry, TelemetryEvent, catalog};

/// A day is over.
#[derive(TelemetryEvent)]
#[event(once = "day")]
struct DayEnded {
    /// Files that were opened.
    files: Count,
}

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [DayEnded] }
}

fn main() {
    Telemetry::<Editor>::new().track(DayEnded { files: Count::default() });
}
