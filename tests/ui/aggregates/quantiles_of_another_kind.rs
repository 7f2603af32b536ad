// A type is no accumulator because it is called like one.
use telemetry::TelemetryEvent;

struct Quantiles(Vec<String>);

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// How long answers took.
    latency_ms: Quantiles,
}

fn main() {}
