// A type that depends on a lifetime.
use telemetry::TelemetryEvent;

trait Lend {
    type Lent<'a>;
}
impl Lend for bool {
    type Lent<'a> = &'a str;
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    value: <bool as Lend>::Lent<'a>,
}

fn main() {}
