// An alias whose argument is a closed type and whose meaning is not.
use telemetry::TelemetryEvent;

type Checked<T> = <T as Hide>::Away;
trait Hide {
    type Away;
}
impl Hide for bool {
    type Away = String;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Checked<bool>,
}

fn main() {}
