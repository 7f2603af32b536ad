// Statements have no other quotes than literals and names, which are masked anyway.
use telemetry::TelemetryEvent;

/// A statement failed.
#[derive(TelemetryEvent)]
struct StatementFailed {
    /// The statement.
    #[mask_sql(quoted)]
    statement: String,
}

fn main() {}
