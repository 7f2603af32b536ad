// A macro that expands to a macro that expands to text.
use telemetry::TelemetryEvent;

macro_rules! outer {
    () => { inner!() };
}
macro_rules! inner {
    () => { String };
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: outer!(),
}

fn main() {}
