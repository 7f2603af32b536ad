// A number in place of a label.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Kind {
    #[label = 0x6a616e65]
    Text,
}

fn main() {}
