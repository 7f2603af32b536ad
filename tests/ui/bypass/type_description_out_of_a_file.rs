// A description that nobody can read in the code.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    #[doc = include_str!("/etc/hostname")]
    is_new: bool,
}

fn main() {}
