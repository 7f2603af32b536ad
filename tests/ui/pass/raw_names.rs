// A keyword can be a name: it is sent without `r#`.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(TelemetryEnum)]
#[allow(non_camel_case_types)]
enum Kind {
    r#type,
    r#match,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'r#fn> {
    r#type: Kind,
    /// Its name.
    #[hash]
    r#match: &'r#fn str,
}

fn main() {
    let _ = [Kind::r#type, Kind::r#match];
    let schema = <FileOpened<'_> as TelemetryEvent>::SCHEMA;
    let keys: Vec<_> = schema.properties.iter().map(|property| property.key).collect();
    assert_eq!(keys, ["type", "match_hash"]);
    assert_eq!(schema.properties[0].shape.labels, ["type", "match"]);
}
