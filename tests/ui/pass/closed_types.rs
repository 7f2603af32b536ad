// A type with a closed or numeric value set needs no annotation.
use std::time::Duration;

use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
    Image,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// Whether it is new.
    is_new: bool,
    /// Its size.
    size: u64,
    /// The change of its size.
    change: isize,
    /// How full it is.
    share: f32,
    /// How long it took.
    took: Duration,
    kind: Kind,
    before: Option<Kind>,
    /// The last page.
    page: Option<Option<u16>>,
}

fn main() {
    let _ = [Kind::Text, Kind::Image];
    assert_eq!(<FileOpened as TelemetryEvent>::SCHEMA.properties.len(), 8);
}
