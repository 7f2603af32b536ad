// Every attribute has a long spelling, for names that another derive owns; several fit into one.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Where it lies.
#[derive(TelemetryEnum)]
enum Place {
    #[telemetry(label = "hard-disk")]
    Disk,
    #[telemetry(remote, label = "server")]
    Server,
}

/// A file was opened.
#[derive(TelemetryEvent)]
#[telemetry(event(name = "file_shown", once))]
struct FileOpened {
    #[telemetry(origin, enum_only)]
    place: Place,
    /// Its name.
    #[telemetry(omit_if_remote, hash_remote(length = 16))]
    name: String,
    /// Its size.
    #[telemetry(bucket(8, 16, 128, tolerance = 0.5))]
    size: u64,
    #[telemetry(skip)]
    path: std::path::PathBuf,
}

fn main() {
    let _ = [Place::Disk, Place::Server];
    let schema = <FileOpened as TelemetryEvent>::SCHEMA;
    let keys: Vec<_> = schema.properties.iter().map(|property| property.key).collect();
    assert_eq!(keys, ["place", "name", "name_hash", "size"]);
    assert_eq!(schema.properties[0].shape.labels, ["hard-disk", "server"]);
}
