// An enum without variants has no value to send.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {}

fn main() {}
