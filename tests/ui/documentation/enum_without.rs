// A property without a comment takes that of its enum; this one has none.
use telemetry::TelemetryEvent;

#[derive(telemetry::TelemetryEnum)]
enum Kind {
    Text,
    Image,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    kind: Kind,
}

fn main() {}
