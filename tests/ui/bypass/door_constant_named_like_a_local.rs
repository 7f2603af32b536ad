// A constant in the place of a local of the generated code.
use telemetry::TelemetryEvent;

#[allow(non_upper_case_globals)]
const __field_0: &u64 = &0x6a61_6e65;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: u64,
}

fn main() {}
