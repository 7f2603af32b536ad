// A closed enum is an enum.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
struct Source {
    server: bool,
}

fn main() {}
