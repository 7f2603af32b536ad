// The type counts, also where a trait has to be asked for it.
use telemetry::TelemetryEvent;

trait Open {
    type What;
}
struct Editor;
impl Open for Editor {
    type What = String;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: <Editor as Open>::What,
}

fn main() {}
