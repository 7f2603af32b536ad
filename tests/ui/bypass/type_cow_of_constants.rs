// Text that was meant to be a constant.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::borrow::Cow<'static, str>,
}

fn main() {}
