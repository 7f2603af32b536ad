// A day has many values, so its event has accumulators.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Distinct;

/// A day came to its end.
#[derive(TelemetryEvent)]
#[event(once = "day")]
struct DayEnded {
    /// Whether an agent answered.
    is_agent: bool,
    /// Files that were opened.
    unique_files: Distinct<u64>,
    /// Models that answered.
    models: Vec<String>,
}

fn main() {}
