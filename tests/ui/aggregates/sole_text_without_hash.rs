// Of a text nothing is kept but a pseudonym, and the field says how that is made.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Sole;

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// The model that answered.
    model: Sole<String>,
}

fn main() {}
