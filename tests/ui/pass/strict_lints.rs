// The lints that are off by default have nothing to say of the generated code, either.
#![deny(warnings, future_incompatible, nonstandard_style, rust_2018_idioms, rust_2024_compatibility)]
#![deny(unused, unused_qualifications, unused_results, unused_lifetimes, single_use_lifetimes)]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unnameable_types)]
#![deny(trivial_casts, trivial_numeric_casts, let_underscore_drop, redundant_lifetimes, unit_bindings)]
#![deny(non_ascii_idents, unused_import_braces, variant_size_differences, unused_crate_dependencies)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![allow(unused_crate_dependencies, reason = "the case is compiled beside others")]
//! A crate with every lint.

use telemetry::{Aptabase, TelemetryCommon, TelemetryEnum, TelemetryEvent, catalog};

/// Where it lies.
#[derive(Clone, Copy, Debug, TelemetryEnum)]
enum Place {
    /// Here.
    Disk,
    /// There.
    #[remote]
    Server,
}

/// A file was opened.
#[derive(Debug, TelemetryEvent)]
#[event(once)]
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
    /// Its temperature.
    #[bucket(-8, 16, 1_000_000, tolerance = 0.5)]
    temperature: f64,
    /// Its version.
    #[safe("out of our list")]
    version: Option<String>,
    #[skip]
    path: String,
}

/// The machine.
#[derive(Debug, TelemetryCommon)]
struct Machine {
    /// Its memory.
    memory: u64,
}

catalog! {
    /// What we learn.
    #[derive(Debug)]
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        common: Machine,
        events: [FileOpened<'_>],
    }
}

fn main() {
    println!("{:?} {:?} {Editor:?}", [Place::Disk, Place::Server], Machine { memory: 8 });
    let (format, path) = (String::new(), String::new());
    let event =
        FileOpened { place: Place::Disk, name: "", format, temperature: 1.0, version: None, path };
    println!("{event:?} {}", event.path);
}
