// A property says what it tells; a blank comment does not.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /** */
    is_new: bool,
}

fn main() {}
