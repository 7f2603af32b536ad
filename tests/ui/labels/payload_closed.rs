// A payload is refused, also where it is closed.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    Disk { is_full: bool },
    Server,
}

fn main() {}
