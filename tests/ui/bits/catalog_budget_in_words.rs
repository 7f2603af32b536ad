// A budget is a number.
use telemetry::{Aptabase, TelemetryEvent, catalog};

/// An application was launched.
#[derive(TelemetryEvent)]
struct AppLaunched;

catalog! {
    struct App {
        title: "App",
        backends: [Aptabase],
        events: [AppLaunched],
        max_bits: "few",
    }
}

fn main() {}
