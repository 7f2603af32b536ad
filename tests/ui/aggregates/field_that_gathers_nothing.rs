// Every field of an aggregate gathers, or stays here.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
    /// Whether an agent answered.
    is_agent: bool,
}

fn main() {}
