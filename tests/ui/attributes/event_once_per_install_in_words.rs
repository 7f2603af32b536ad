// What `once` means by itself has no word.
use telemetry::TelemetryEvent;

/// The application was opened for the first time.
#[derive(TelemetryEvent)]
#[event(once = "install")]
struct FirstOpened;

fn main() {}
