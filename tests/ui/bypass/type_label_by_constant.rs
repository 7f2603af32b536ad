// A label that a constant holds.
use telemetry::TelemetryEnum;

const WHO: &str = env!("PATH");

#[derive(TelemetryEnum)]
enum Kind {
    #[label = WHO]
    Text,
}

fn main() {}
