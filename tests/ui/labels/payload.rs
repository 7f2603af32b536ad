// A payload could be anything.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    Disk,
    Server(String),
}

fn main() {}
