// What becomes two properties is spelled as such, so that the two keys can be seen.
use telemetry::TelemetryEvent;

type Latency = telemetry::aggregate::Quantiles;

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded {
    /// How long answers took.
    latency_ms: Latency,
}

fn main() {}
