// An event can have no property.
use telemetry::TelemetryEvent;

/// The app was launched.
#[derive(TelemetryEvent)]
struct AppLaunched;

/// The app was closed.
#[derive(TelemetryEvent)]
struct AppClosed {}

fn main() {
    assert_eq!(<AppLaunched as TelemetryEvent>::SCHEMA.name, "app_launched");
    assert!(<AppClosed as TelemetryEvent>::SCHEMA.properties.is_empty());
}
