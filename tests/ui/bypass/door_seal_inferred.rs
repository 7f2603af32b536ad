// The type of the constant, by way of what infers it.
use telemetry::field::Closed;

struct Secret(String);

fn seal() -> impl Sized {
    <bool as Closed>::SEAL
}

impl Closed for Secret {
    const SEAL: impl Sized = seal();
}

fn main() {}
