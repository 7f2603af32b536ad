// What masks SQL is a feature of the library, and this application does without it.
use telemetry::TelemetryEvent;

/// A search was run.
#[derive(TelemetryEvent)]
struct SearchRun<'a> {
    /// What the database was asked.
    #[mask_sql]
    statement: &'a str,
}

fn main() {}
