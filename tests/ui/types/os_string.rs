// A name of the operating system's is text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: Option<&'a std::ffi::OsStr>,
}

fn main() {}
