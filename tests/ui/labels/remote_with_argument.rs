// `remote` takes no argument.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    #[remote = true]
    Server,
    Disk,
}

fn main() {}
