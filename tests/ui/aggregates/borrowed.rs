// An aggregate lives longer than what it sees.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Count;

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded<'a> {
    /// Turns.
    turn_count: Count,
    #[skip]
    title: &'a str,
}

fn main() {}
