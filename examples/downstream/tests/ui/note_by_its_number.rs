// A note is not told from others: no number of it, hashed or not.
use telemetry::TelemetryEvent;

/// A note was opened.
#[derive(TelemetryEvent)]
struct NoteOpened {
    /// Which note.
    #[hash]
    note: u64,
}

fn main() {}
