// A catalogue's budget holds for each of its events.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// How large it is.
    bytes: u64,
}

catalog! {
    struct App {
        title: "App",
        backends: [Aptabase],
        events: [FileOpened],
        max_bits: 32,
    }
}
fn main() {}
