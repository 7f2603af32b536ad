// A type that the event itself knows.
use telemetry::TelemetryEvent;

trait Has {
    type Note;
}
impl Has for FileOpened {
    type Note = String;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: <Self as Has>::Note,
}

fn main() {}
