// A label has at most 48 bytes.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    #[label = "a_server_that_stands_somewhere_behind_the_seventh_mountain"]
    Server,
    Disk,
}

fn main() {}
