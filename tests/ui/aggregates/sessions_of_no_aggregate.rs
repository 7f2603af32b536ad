// What gathers sessions takes aggregates only.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
}

fn gather_sessions<E: telemetry::aggregate::Aggregate>() {}

fn main() {
    gather_sessions::<ChatEnded>();
}
