// A catalogue that is checked for a backend by hand.
use telemetry::{Aptabase, Backend, CheckedFor, Limits, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

struct Elsewhere;
impl Backend for Elsewhere {
    const LIMITS: Limits = Aptabase::LIMITS;
}

catalog! {
    struct Editor { title: "Editor", backends: [Elsewhere], events: [FileOpened] }
}

impl CheckedFor<Aptabase> for Editor {}

fn main() {}
