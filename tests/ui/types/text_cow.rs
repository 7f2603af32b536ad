// Text can hold anything, in every wrapping.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: std::borrow::Cow<'a, str>,
}

fn main() {}
