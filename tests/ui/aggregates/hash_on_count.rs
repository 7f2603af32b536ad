// A number is no text: its hash is undone by trying all values.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// Turns.
    #[hash]
    turn_count: Count,
}

fn main() {}
