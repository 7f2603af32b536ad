// An event by hand that has a declaration only.
use telemetry::{TelemetryEvent, schema::EventSchema};

struct Secret(String);

impl TelemetryEvent for Secret {
    const SCHEMA: EventSchema = unreachable!();
}

fn main() {}
