// The setting in brackets has one form.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate(turn_count))]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
}

fn main() {}
