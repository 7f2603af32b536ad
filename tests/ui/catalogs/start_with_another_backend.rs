// A catalogue with one backend is started with another.
use telemetry::{Aptabase, PostHog, Telemetry, catalog};

/// A file was opened.
#[derive(telemetry::TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor {
        title: "Editor", backends: [Aptabase],
        events: [FileOpened],
    }
}

fn main() {
    let telemetry = Telemetry::<Editor>::new();
    let _guard = telemetry.builder().start(PostHog::new("phc_key"));
}
