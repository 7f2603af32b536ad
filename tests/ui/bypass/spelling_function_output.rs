// What a function returns.
use telemetry::TelemetryEvent;

trait Returns {
    type Output;
}
impl<T> Returns for fn() -> T {
    type Output = T;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: <fn() -> String as Returns>::Output,
}

fn main() {}
