// A closed enum by hand has plain words for labels, too.
use telemetry::{__private::Labels, Aptabase, TelemetryEnum, TelemetryEvent, catalog};

struct Anything;
impl TelemetryEnum for Anything {
    const LABELS: Labels = Labels::new(&["jane@example.com"], &[false], "Anything.");
    fn ordinal(&self) -> u8 {
        0
    }
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened { #[doc = "What it tells."] value: Anything }

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened] }
}

fn main() {}
