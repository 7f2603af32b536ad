// What an event is nothing without is among its fields.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate(needs = turns_count))]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
}

fn main() {}
