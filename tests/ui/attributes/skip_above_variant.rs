// A variant is a label; it cannot be skipped.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    Disk,
    #[skip]
    Server,
}

fn main() {}
