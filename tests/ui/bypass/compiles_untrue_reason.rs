// A reason under `#[safe(..)]` that is not true
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Who opened it.
    #[safe("out of a list of ours")]
    who: &'a str,
}

fn main() {
    let _ = FileOpened { who: "Jane" };
}
