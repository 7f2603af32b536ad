// A closed enum has no parameters.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source<const N: usize> {
    Server,
    Disk,
}

fn main() {}
