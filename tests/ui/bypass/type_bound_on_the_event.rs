// A promise about text that nobody keeps.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a>
where
    &'a str: telemetry::field::Closed,
{
    /// What it tells.
    value: &'a str,
}

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened<'_>] }
}

fn main() {}
