// Text that is made when it is needed.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: &'static std::sync::LazyLock<String>,
}

fn main() {}
