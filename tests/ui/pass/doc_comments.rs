// A description can be written in every way that Rust knows.
use telemetry::{TelemetryEnum, TelemetryEvent};

/** What kind
 * of file it is.
 */
#[derive(TelemetryEnum)]
#[doc(alias = "type")]
enum Kind {
    /// A variant's comment is nobody's description.
    Text,
}

#[cfg_attr(all(), doc = "A file was opened.")]
#[derive(TelemetryEvent)]
struct FileOpened {
    /// Whether it is *new*:
    /// never opened before.
    ///
    /// See [`Kind`].
    is_new: bool,
    /** Whether it is new. */
    starred: bool,
    #[doc = "Whether it is new."]
    #[doc(hidden)]
    written_out: bool,
    #[doc = concat!("left", " ", "out")]
    kind: Kind,
    #[allow(unused)]
    /// Whether it is new.
    #[skip]
    behind: bool,
}

fn main() {
    let _ = Kind::Text;
    let schema = <FileOpened as TelemetryEvent>::SCHEMA;
    assert_eq!(schema.description, "A file was opened.");
    let descriptions: Vec<_> = schema.properties.iter().map(|p| p.description).collect();
    assert_eq!(descriptions[0], "Whether it is *new*: never opened before. See [`Kind`].");
    assert_eq!(descriptions[1..], ["Whether it is new.", "Whether it is new.", "What kind of file it is."]);
}
