// A label that is an address of mail.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Kind {
    #[label = "jane@example.com"]
    Text,
}

fn main() {}
