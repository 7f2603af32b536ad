// A person as the name of an event or a label
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Who it was.
#[derive(TelemetryEnum)]
enum Colleague { Jane, Joe }

/// Jane opened a file.
#[derive(TelemetryEvent)]
struct JaneOpened { to: Colleague }

fn main() {
    let _ = [Colleague::Jane, Colleague::Joe];
    let _ = JaneOpened { to: Colleague::Joe };
}
