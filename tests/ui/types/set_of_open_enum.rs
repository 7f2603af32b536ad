// A set is as closed as the enum in it.
use telemetry::{Set, TelemetryEvent};

enum Tool {
    Shell,
    Search,
}

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// The tools that were used.
    tools: Set<Tool>,
}

fn main() {}
