// A promise about every text that nobody keeps: it holds nowhere but here.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a>
where
    for<'x> &'x str: telemetry::field::Closed,
{
    /// What it tells.
    value: &'a str,
}

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened<'_>] }
}

fn main() {}
