// A label is found by its variant, whatever number the variant has.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
#[repr(i16)]
enum Status {
    Failed = -1,
    Done = 300,
}

fn main() {
    assert_eq!(Status::Failed.ordinal(), 0);
    assert_eq!(Status::Done.ordinal(), 1);
}
