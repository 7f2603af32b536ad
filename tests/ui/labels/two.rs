// A variant has one label.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    #[label = "a"]
    #[label = "b"]
    Server,
    Disk,
}

fn main() {}
