// An enum is closed where it says so: its labels are part of the catalogue.
use telemetry::TelemetryEvent;

enum Kind {
    Text,
    Image,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    kind: Kind,
}

fn main() {
    let _ = FileOpened { kind: Kind::Text };
    let _ = FileOpened { kind: Kind::Image };
}
