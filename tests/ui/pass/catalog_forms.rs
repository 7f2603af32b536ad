// The settings of a catalogue stand in any order; its struct is a struct like others.
use telemetry::{Aptabase, Catalog, TelemetryEvent, catalog};

/// The app was launched.
#[derive(TelemetryEvent)]
struct AppLaunched;

/// The app was closed.
#[derive(TelemetryEvent)]
struct AppClosed<'a> {
    /// Why.
    #[enum_only("quit", "crash", other = "other")]
    reason: &'a str,
}

catalog! {
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    /// What the document
    /// says first.
    #[allow(dead_code)]
    pub(crate) struct Editor {
        never: ["File contents.", "File names.",],
        events: [crate::AppLaunched, self::AppClosed<'static>,],
        salt: "editor.v1",
        app: "editor",
        backends: [::telemetry::Aptabase,],
        title: "Editor"
    }
}

catalog! { struct Plain { title: "Plain", backends: [Aptabase], events: [AppLaunched] } }

fn main() {
    assert_eq!(Editor::default(), Editor);
    let schema = <Editor as Catalog>::SCHEMA;
    assert_eq!((schema.app.name, schema.salt), ("editor", "editor.v1"));
    assert_eq!(schema.intro, "What the document\nsays first.");
    assert_eq!(schema.never.len(), 2);
    let plain = <Plain as Catalog>::SCHEMA;
    assert_eq!(plain.app.name, plain.salt);
}
