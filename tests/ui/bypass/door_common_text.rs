// A common property that is text.
use telemetry::TelemetryCommon;

#[derive(TelemetryCommon)]
struct Machine {
    /// Who works at it.
    user: String,
}

fn main() {}
