// Labels are unique.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    Server,
    #[label = "server"]
    Cloud,
}

fn main() {}
