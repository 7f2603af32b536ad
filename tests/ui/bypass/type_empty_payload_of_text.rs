// A payload without a value, of type text.
use telemetry::TelemetryEnum;

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
    Other(std::marker::PhantomData<String>),
}

fn main() {}
