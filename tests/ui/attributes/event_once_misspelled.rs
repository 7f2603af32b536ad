// A span that is nearly right is named.
use telemetry::TelemetryEvent;

/// The application was opened.
#[derive(TelemetryEvent)]
#[event(once = "sesion")]
struct AppOpened;

/// The application was closed.
#[derive(TelemetryEvent)]
#[event(once = session)]
struct AppClosed;

fn main() {}
