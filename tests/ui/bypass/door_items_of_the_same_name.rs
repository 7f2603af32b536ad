// Items of the type itself, by the names that the derive asks for.
use telemetry::TelemetryEvent;

struct Secret(String);
impl Secret {
    const POLICY: () = ();
    const SEAL: () = ();
    fn record(&self, _: u8) {}
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Secret,
}

fn main() {}
