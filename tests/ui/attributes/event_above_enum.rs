// An enum is no event.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
#[event(name = "a_b")]
enum Source {
    Disk,
    Server,
}

fn main() {}
