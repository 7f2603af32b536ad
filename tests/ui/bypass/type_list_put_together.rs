// An allow-list that is put together elsewhere.
use telemetry::TelemetryEvent;

const NAMES: &[&str] = &["jane", "joe"];

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Who opened it.
    #[enum_only(NAMES)]
    who: &'a str,
}

fn main() {}
