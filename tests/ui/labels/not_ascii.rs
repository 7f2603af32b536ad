// A label is ASCII.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    Größe,
    Disk,
}

fn main() {}
