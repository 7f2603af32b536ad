// A label is a plain word.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    #[label = "my server"]
    Server,
    Disk,
}

fn main() {}
