// A label that names who built the program.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Kind {
    #[label = env!("PATH")]
    Text,
}

fn main() {}
