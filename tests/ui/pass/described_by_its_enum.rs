// A property without a comment takes that of its enum, whatever the attribute.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
    #[remote]
    Linked,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a, 'b> {
    #[origin]
    kind: Kind,
    #[enum_only]
    before: Option<Kind>,
    #[omit_if_remote]
    after: Kind,
    #[safe("one of our own kinds")]
    next: Kind,
    #[skip]
    path: &'a &'b str,
}

fn main() {
    let _ = [Kind::Text, Kind::Linked];
    for property in <FileOpened<'_, '_> as TelemetryEvent>::SCHEMA.properties {
        assert_eq!(property.description, "What kind of file it is.");
    }
}
