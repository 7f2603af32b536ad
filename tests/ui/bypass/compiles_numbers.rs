// Numbers that spell a text
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    first: u64,
    /// What it tells.
    second: u64,
}

fn main() {
    let [first, second] = [*b"jane@exa", *b"mple.com"].map(u64::from_le_bytes);
    let _ = FileOpened { first, second };
    assert_eq!(<FileOpened as TelemetryEvent>::SCHEMA.bits(), Some(128));
}
