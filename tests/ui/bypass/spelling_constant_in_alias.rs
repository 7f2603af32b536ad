// A list whose length hides behind an alias.
use telemetry::TelemetryEvent;

type Bytes = [u8; { 4 * 8 }];

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Bytes,
}

fn main() {}
