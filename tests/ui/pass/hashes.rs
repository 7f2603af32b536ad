// A pseudonym has 8 to 64 digits, and a salt of its own, the application's, or none.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Its name.
    #[hash]
    plain: &'a str,
    /// Its name.
    #[hash()]
    empty: &'a str,
    /// Its name.
    #[hash(length = 8)]
    short: &'a str,
    /// Its name.
    #[hash(length = 64, salt = none)]
    long: Option<String>,
    /// Its name.
    #[hash(salt = "editor.v1",)]
    salted: &'a str,
}

fn main() {
    let schema = <FileOpened<'_> as TelemetryEvent>::SCHEMA;
    let bits: Vec<_> = schema.properties.iter().map(|property| property.bits()).collect();
    assert_eq!(bits, [48, 48, 32, 256, 48].map(Some));
    assert_eq!(schema.bits(), Some(432));
}
