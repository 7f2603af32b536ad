// Closed types and amounts may be named after personal data; so may what is annotated.
use telemetry::{Set, TelemetryEnum, TelemetryEvent};

/// What a query asks for.
#[derive(TelemetryEnum)]
enum QueryType {
    Read,
    Write,
}

/// A query was run.
#[derive(TelemetryEvent)]
#[event(once(per = query_type), max_bits = 400)]
struct QueryRun {
    /// Whether there is one.
    has_email: bool,
    query_type: QueryType,
    asked: Set<QueryType>,
    /// How many.
    tokens_input: u64,
    /// How many.
    ip_count: u32,
    /// How long.
    query_ms: u64,
    /// How.
    valid: u8,
    /// How.
    grid: u8,
    #[skip]
    user_id: u64,
    /// How deep.
    #[bucket(1, 10)]
    path: u64,
}

fn main() {}
