// A type that is named like an identifier and holds a number is a number.
use telemetry::TelemetryEvent;

type Uuid = u64;

/// The user signed in.
#[derive(TelemetryEvent)]
struct SignedIn {
    /// Who they are.
    user_id: Uuid,
}

fn main() {}
