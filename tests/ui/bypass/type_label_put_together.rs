// A label that is put together.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Kind {
    #[label = concat!("jane", "@", "example.com")]
    Text,
}

fn main() {}
