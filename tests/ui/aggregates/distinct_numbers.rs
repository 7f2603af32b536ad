// Numbers can be identifiers, and nothing bounds how many there are.
use telemetry::TelemetryEvent;
use telemetry::aggregate::Distinct;

/// A chat came to its end.
#[derive(TelemetryEvent)]
struct ChatEnded {
    /// Files that were opened.
    unique_files: Distinct<u64>,
}

fn main() {}
