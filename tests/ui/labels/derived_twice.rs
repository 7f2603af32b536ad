// A derive stands above an enum once.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum, TelemetryEnum)]
enum Place {
    Disk,
    Server,
}

fn main() {}
