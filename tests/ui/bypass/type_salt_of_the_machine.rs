// A salt that is made at run time could be anything, the text itself included.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Its name.
    #[hash(salt = self.name)]
    name: &'a str,
}

fn main() {}
