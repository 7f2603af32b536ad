// Common properties are a struct, too.
use telemetry::TelemetryCommon;

#[derive(TelemetryCommon)]
enum Machine {
    Laptop,
    Server,
}

fn main() {}
