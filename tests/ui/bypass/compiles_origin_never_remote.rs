// An origin that says local and is not
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Where it lies.
#[derive(TelemetryEnum)]
enum Place { Disk, #[remote] #[allow(dead_code)] Server }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    #[origin]
    place: Place,
    /// Who opened it.
    #[omit_if_remote]
    who: &'a str,
}

fn main() {
    let _ = FileOpened { place: Place::Disk, who: "Jane" };
}
