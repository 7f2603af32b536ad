// A spelling is one of eight, and they are listed.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
#[telemetry(rename_all = "Train-Case")]
enum Source {
    Server,
    Disk,
}

fn main() {}
