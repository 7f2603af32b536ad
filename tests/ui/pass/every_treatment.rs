// Each attribute has its place, and its property says what becomes of the value.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Where it lies.
#[derive(TelemetryEnum)]
enum Place {
    Disk,
    #[remote]
    Server,
}

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(name = "file_shown", why = "Which files do people open?", once)]
struct FileOpened<'a> {
    #[origin]
    #[enum_only]
    place: Place,
    /// Its name.
    #[omit_if_remote]
    #[hash_remote(salt = "editor.names", length = 16)]
    name: &'a str,
    /// Its owner.
    #[hash(salt = none)]
    owner: Option<String>,
    /// Its format.
    #[enum_only("text", "image", other = "other")]
    format: Box<str>,
    /// Its size.
    #[bucket(..=0 => "0", ..=10 => "1-10", _ => "10+")]
    size: u64,
    /// Its temperature.
    #[bucket(-5, 0.5, 1_000, tolerance = 0.25)]
    temperature: f64,
    /// Its version.
    #[safe("out of a list of our own")]
    version: std::borrow::Cow<'a, str>,
    /// What went wrong.
    #[scrub(quoted, max = 200)]
    problem: &'a dyn std::error::Error,
    #[skip]
    bytes: Vec<u8>,
}

fn main() {
    let _ = [Place::Disk, Place::Server];
    let schema = <FileOpened<'_> as TelemetryEvent>::SCHEMA;
    let treatments: Vec<_> = schema.properties.iter().map(|p| (p.key, p.treatment.name())).collect();
    assert_eq!(
        treatments,
        [
            ("place", "closed"),
            ("name", "suppressed"),
            ("name_hash", "pseudonym"),
            ("owner_hash", "pseudonym"),
            ("format", "allow-list"),
            ("size", "generalised"),
            ("temperature", "generalised"),
            ("version", "declared-safe"),
            ("problem", "masked"),
        ]
    );
    assert_eq!(schema.properties[6].shape.labels, ["-5", "0.5", "1000+"]);
    assert_eq!((schema.name, schema.once.is_some()), ("file_shown", true));
}
