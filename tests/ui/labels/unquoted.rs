// A label is a text.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    #[label(server)]
    Server,
    Disk,
}

fn main() {}
