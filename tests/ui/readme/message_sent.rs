// The README's struct: text without a treatment is refused.
use telemetry::TelemetryEvent;

/// A chat turn was sent.
#[derive(TelemetryEvent)]
#[event(why = "Are people using the core product?")]
struct MessageSent<'a> {
    /// Whether the answer was streamed.
    stream: bool,
    /// The model that answered.
    model: &'a str,
}

fn main() {}
