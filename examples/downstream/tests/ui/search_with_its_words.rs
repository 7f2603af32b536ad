// What people search for stays with them.
use telemetry::TelemetryEvent;

/// A search was run.
#[derive(TelemetryEvent)]
struct SearchRun<'a> {
    /// What was searched for.
    query: &'a str,
}

fn main() {}
