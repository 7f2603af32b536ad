// What depends on the origin can stand before it or after it, and be closed or text.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Where it lies.
#[derive(TelemetryEnum)]
enum Place {
    Disk,
    #[remote]
    Server,
    #[remote]
    #[label = "peer-to-peer"]
    Peer,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Its name.
    #[omit_if_remote]
    before: Option<&'a str>,
    #[origin]
    place: Place,
    /// Its name.
    #[hash_remote]
    after: Option<&'a str>,
    /// Its size.
    #[omit_if_remote]
    size: u64,
    /// Whether it is new.
    #[omit_if_remote]
    is_new: Option<bool>,
}

/// A file was closed: an origin can decide nothing, yet.
#[derive(TelemetryEvent)]
struct FileClosed {
    #[origin]
    place: Place,
}

fn main() {
    let _ = [Place::Disk, Place::Server, Place::Peer];
    let properties = <FileOpened<'_> as TelemetryEvent>::SCHEMA.properties;
    let treatments: Vec<_> = properties.iter().map(|property| property.treatment.name()).collect();
    assert_eq!(treatments, ["suppressed", "closed", "pseudonym", "suppressed", "suppressed"]);
    assert_eq!(<FileClosed as TelemetryEvent>::SCHEMA.properties.len(), 1);
}
