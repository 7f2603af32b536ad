// Only the library says which types are closed.
use telemetry::TelemetryEvent;
use telemetry::field::Closed;
use telemetry::schema::Shape;

struct Secret(String);

impl Closed for Secret {
    const SHAPE: Shape = <bool as Closed>::SHAPE;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Secret,
}

fn main() {}
