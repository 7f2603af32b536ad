// A spelling is one of eight.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
#[telemetry(rename_all = "snakecase")]
enum Source {
    Server,
    Disk,
}

fn main() {}
