// What gathers days takes events that are sent once a day.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
}

fn gather_days<E: telemetry::aggregate::Daily>() {}

fn main() {
    gather_days::<ChatEnded>();
}
