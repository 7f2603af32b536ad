// An event is an item: it can be declared where it is used.
use telemetry::{Aptabase, Listed, TelemetryEvent, catalog};

fn main() {
    /// The app was launched.
    #[derive(TelemetryEvent)]
    struct AppLaunched;

    catalog! {
        struct Editor {
            title: "Editor",
            backends: [Aptabase],
            events: [AppLaunched],
        }
    }

    fn send<E: Listed<Editor>>(_: E) {}
    send(AppLaunched);
}
