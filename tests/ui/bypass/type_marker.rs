// Nothing, but of type text.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: std::marker::PhantomData<String>,
}

fn main() {}
