// Other derives and attributes do not matter, nor does their order.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, TelemetryEnum)]
enum Kind {
    #[default]
    Text,
    #[cfg(any())]
    Video,
    #[allow(dead_code)]
    Image,
}

#[must_use]
#[derive(TelemetryEvent, Clone, Debug, Default)]
#[event(why = "Which files do people open?")]
#[doc = "A file was opened."]
#[derive(PartialEq)]
struct FileOpened {
    #[cfg(any())]
    text: String,
    kind: Kind,
    #[cfg_attr(all(), bucket(8, 16))]
    /// Its size.
    #[rustfmt::skip]
    size: u64,
}

fn main() {
    let event = FileOpened { kind: Kind::Text, size: 1 };
    assert_eq!(event.clone(), event);
    assert_eq!(<FileOpened as TelemetryEvent>::SCHEMA.properties.len(), 2);
}
