// What is not in the catalogue is not in the document, so it is not sent.
use notes::TELEMETRY;
use telemetry::TelemetryEvent;

/// A note was deleted.
#[derive(TelemetryEvent)]
struct NoteDeleted;

fn main() {
    TELEMETRY.track(NoteDeleted);
}
