// The constant of a closed type, borrowed: its type has no name.
use telemetry::field::Closed;

struct Secret(String);

impl Closed for Secret {
    const SEAL: _ = <bool as Closed>::SEAL;
}

fn main() {}
