// So is what masks arguments.
use telemetry::TelemetryEvent;

/// A tool was called.
#[derive(TelemetryEvent)]
struct ToolCalled<'a> {
    /// What it was called with.
    #[signature]
    shape: &'a str,
}

fn main() {}
