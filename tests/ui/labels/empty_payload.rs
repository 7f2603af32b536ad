// An empty payload is one.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    Disk(),
    Server,
}

fn main() {}
