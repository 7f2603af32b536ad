//! What the application can send, and the switch for it.

use std::time::Duration;

use telemetry::{Aptabase, Telemetry, TelemetryEnum, TelemetryEvent, catalog};

/// The application was started.
#[derive(TelemetryEvent)]
#[event(why = "How many notes do people keep?")]
pub struct AppLaunched {
    /// The number of notes, roughly.
    #[bucket(..=0 => "0", ..=10 => "1-10", ..=100 => "11-100", _ => "100+")]
    pub notes: usize,
}

/// A note was exported.
#[derive(TelemetryEvent)]
#[event(why = "Which formats are worth our time?")]
pub struct NoteExported<'a> {
    pub format: Format,
    /// The template: one of ours by its name, the user's own ones together.
    #[enum_only("letter", "list", "diary", other = "own")]
    pub template: &'a str,
    /// How long it took, roughly.
    #[bucket(..=100 => "0.1s", ..=1000 => "1s", ..=10000 => "10s", _ => "10s+")]
    pub took: Duration,
}

/// A search was run.
#[derive(TelemetryEvent)]
#[event(why = "Is the search good enough to find things?")]
pub struct SearchRun<'a> {
    /// The number of notes that were found, roughly.
    #[bucket(..=0 => "0", ..=3 => "1-3", _ => "4+")]
    pub found: usize,
    #[skip]
    pub query: &'a str,
}

/// A format of export.
#[derive(Clone, Copy, Debug, TelemetryEnum)]
pub enum Format {
    Pdf,
    Html,
    #[label = "markdown"]
    Md,
}

catalog! {
    /// Notes asks before it sends anything, and says here what that would be.
    #[derive(Debug)]
    pub struct Catalogue {
        title: "Telemetry of Notes",
        backends: [Aptabase],
        events: [AppLaunched, NoteExported<'_>, SearchRun<'_>],
        never: ["The text or the title of a note.", "What was searched for."],
    }
}

/// Off until `main` starts it.
pub static TELEMETRY: Telemetry<Catalogue> = Telemetry::new();
