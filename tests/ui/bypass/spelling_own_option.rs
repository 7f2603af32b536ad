// An `Option` of one's own, with a third variant.
use telemetry::TelemetryEvent;

#[allow(dead_code)]
enum Option<T> {
    Some(T),
    None,
    Text(String),
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Option<bool>,
}

fn main() {}
