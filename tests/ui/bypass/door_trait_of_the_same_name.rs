// A trait of the same name, in scope, for everything.
use telemetry::TelemetryEvent;

trait Closed {
    const POLICY: () = ();
    fn record(&self, _: u8) {}
}
impl<T> Closed for T {}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: String,
}

fn main() {}
