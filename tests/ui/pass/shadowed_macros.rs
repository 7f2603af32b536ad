// The generated code means the language's macros, whatever the user's are called.
#![allow(unused_macros)]

macro_rules! hostile {
    ($($name:ident)*) => {$(
        macro_rules! $name {
            ($d:tt) => { compile_error!("not this one") };
        }
    )*};
}
hostile! { vec assert assert_eq cfg concat env format include_str matches option_env panic stringify }

use telemetry::{Aptabase, TelemetryEnum, TelemetryEvent, catalog};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    kind: Kind,
    /// Its format.
    #[enum_only("text", other = "other")]
    format: String,
    /// Its size.
    #[bucket(8, 16)]
    size: u64,
}

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {
    let _ = (Kind::Text, Editor);
}
