// The generated code warns of nothing: not of deprecated fields, not of fields that are skipped.
#![deny(warnings, missing_docs, unused, elided_lifetimes_in_paths, unused_qualifications)]
#![forbid(unsafe_code)]
//! A crate with strict lints.

use telemetry::{Aptabase, Telemetry, TelemetryCommon, TelemetryEnum, TelemetryEvent, catalog};

/// Where it lies.
#[derive(TelemetryEnum)]
pub enum Place {
    /// Here.
    Disk,
    /// There.
    #[deprecated]
    #[remote]
    Server,
}

/// A file was opened.
#[derive(TelemetryEvent)]
pub struct FileOpened<'a> {
    /// The old place.
    #[deprecated]
    #[origin]
    pub place: Place,
    /// Its name.
    #[deprecated = "send nothing"]
    #[omit_if_remote]
    pub name: &'a str,
    #[skip]
    path: String,
}

/// The machine.
#[derive(TelemetryCommon)]
pub struct Machine {
    /// Its memory.
    #[bucket(8, 16)]
    pub memory: u64,
}

catalog! {
    /// What we learn.
    pub struct Editor {
        title: "Editor",
        backends: [Aptabase],
        common: Machine,
        events: [FileOpened<'_>],
    }
}

/// Telemetry.
pub static TELEMETRY: Telemetry<Editor> = Telemetry::new();

fn main() {
    #[allow(deprecated)]
    let event = FileOpened { place: Place::Disk, name: "", path: String::new() };
    TELEMETRY.track(event);
}
