// A float whose bits spell a text
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    share: f64,
}

fn main() {
    let share = f64::from_bits(u64::from_le_bytes(*b"jane@exa"));
    assert!(FileOpened { share }.share.is_finite());
}
