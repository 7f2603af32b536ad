// A day's counters are on disk until they are sent, and a pseudonym is no counter.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Sole;

/// What happened on a day.
#[derive(TelemetryEvent)]
#[event(once = "day")]
struct DaySummary {
    /// The model that answered.
    #[hash]
    model: Sole<String>,
}

fn main() {}
