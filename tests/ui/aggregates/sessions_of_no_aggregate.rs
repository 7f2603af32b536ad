// What gathers sessions takes aggregates only.
use telemetry::TelemetryEvent;
use telemetry::aggregate::{Count, SessionAggregator};

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
}

static SESSIONS: SessionAggregator<ChatEnded> = SessionAggregator::new();

fn main() {
    let _ = &SESSIONS;
}
