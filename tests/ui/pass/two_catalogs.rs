// An event can be listed by two catalogues, and a catalogue can name two backends.
use telemetry::{Aptabase, Backend, Limits, Listed, TelemetryEvent, catalog};

struct Other;

impl Backend for Other {
    const LIMITS: Limits = Aptabase::LIMITS;
}

/// The app was launched.
#[derive(TelemetryEvent)]
struct AppLaunched;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase, Other],
        events: [AppLaunched],
    }
}

catalog! {
    struct Viewer {
        title: "Viewer",
        app: "viewer",
        salt: "viewer.v1",
        backends: [Other],
        events: [AppLaunched],
        never: ["File contents.", "File names."],
    }
}

fn main() {
    fn send<E: Listed<Editor> + Listed<Viewer>>(_: E) {}
    send(AppLaunched);
}
