// A hash of what can be guessed
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// The first letter of its name.
    #[hash(salt = none, length = 64)]
    name: &'a str,
}

fn main() {
    let _ = FileOpened { name: "j" };
}
