// What gathers days takes events that are sent once a day.
use telemetry::TelemetryEvent;
use telemetry::aggregate::{Count, Rollup};

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
}

static DAY: Rollup<ChatEnded> = Rollup::new();

fn main() {
    let _ = &DAY;
}
