// What several numbers or labels tell is no number that falls into a bucket, and nothing to vouch for.
use telemetry::TelemetryEvent;
use telemetry::aggregate::{Distinct, Quantiles, Sole};

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded {
    /// How long answers took.
    #[bucket(100, 1000)]
    latency_ms: Quantiles,
    /// Files that were opened.
    #[bucket(1, 10)]
    files: Distinct<u64>,
    /// The model that answered.
    #[safe("a name out of a list of ours")]
    model: Sole<String>,
}
fn main() {}
