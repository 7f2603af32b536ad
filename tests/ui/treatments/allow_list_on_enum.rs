// A closed enum has its list already.
use telemetry::TelemetryEvent;

#[derive(telemetry::TelemetryEnum)]
enum Kind {
    Text,
    Image,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    #[enum_only("text", "image")]
    value: Kind,
}

fn main() {}
