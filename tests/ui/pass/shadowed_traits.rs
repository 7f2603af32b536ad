// Traits that look like ours, for every type and in scope, do not come between.
#![allow(dead_code)]

use telemetry::{Aptabase, catalog};

macro_rules! look_alike {
    ($($name:ident)*) => {$(
        trait $name {
            const POLICY: () = ();
            const SEAL: () = ();
            const OPTIONAL: () = ();
            const HAS_REMOTE: () = ();
            const LABELS: () = ();
            const PROPERTIES: () = ();
            fn record(&self, _: u8, _: &mut ()) {}
            fn ordinal(&self) {}
            fn is_remote(&self) {}
            fn new() {}
        }
        impl<T: ?Sized> $name for T {}
    )*};
}
look_alike! {
    Closed ClosedText Suppressible DeclaredSafe Pseudonymisable Generalisable Listable OriginField
    TelemetryEnum TelemetryEvent Properties Catalog Listed CheckedFor Backend Recorder Labels
}

/// Where it lies.
#[derive(telemetry::TelemetryEnum)]
enum Place {
    Disk,
    #[remote]
    Server,
}

impl Place {
    const POLICY: () = ();
    const LABELS: () = ();
    fn record(&self) {}
    fn ordinal(&self) {}
    fn is_remote(&self) {}
}

/// A file was opened.
#[derive(telemetry::TelemetryEvent)]
struct FileOpened<'a> {
    #[origin]
    place: Place,
    /// Its name.
    #[omit_if_remote]
    #[hash_remote]
    name: &'a str,
    /// Its format.
    #[enum_only("text", other = "other")]
    format: String,
    /// Its size.
    #[bucket(8, 16)]
    size: u64,
    /// Whether it is new.
    is_new: bool,
}

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        events: [FileOpened<'_>],
    }
}

fn main() {
    let _ = [Place::Disk, Place::Server];
}
