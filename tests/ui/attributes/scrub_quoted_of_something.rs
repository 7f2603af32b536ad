// What is quoted goes, or it stays.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What went wrong.
    #[scrub(quoted = true)]
    problem: String,
}

fn main() {}
