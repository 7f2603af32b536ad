// A URL can hold hosts, names and keys.
use telemetry::TelemetryEvent;

/// As in the crate `url`.
struct Url(String);

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Url,
}

fn main() {}
