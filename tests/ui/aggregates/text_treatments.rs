// What an accumulator tells is no text.
use telemetry::TelemetryEvent;
use telemetry::aggregate::{Distinct, Max, Quantiles, Stopwatch, Sum};

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate)]
struct ChatEnded {
    #[hash] /// .
    a: Sum,
    #[enum_only("x", "y")] /// .
    b: Max,
    #[scrub] /// .
    c: Distinct<String>,
    #[mask_sql] /// .
    d: Stopwatch,
    #[mask_args] /// .
    e: Quantiles,
}
fn main() {}
