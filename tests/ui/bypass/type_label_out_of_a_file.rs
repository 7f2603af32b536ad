// A label that a file holds.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Kind {
    #[label = include_str!("/etc/hostname")]
    Text,
}

fn main() {}
