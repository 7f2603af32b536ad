// The type counts, not how it is written: a macro's type is what it expands to.
use telemetry::TelemetryEvent;

macro_rules! flag {
    () => { String };
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: flag!(),
}

fn main() {}
