// A raw name, which is the same name.
use telemetry::TelemetryEvent;

#[allow(non_camel_case_types)]
type r#bool = String;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: r#bool,
}

fn main() {}
