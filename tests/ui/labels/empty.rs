// A label is not empty.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    #[label = ""]
    Server,
    Disk,
}

fn main() {}
