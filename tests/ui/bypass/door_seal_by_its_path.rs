// The name that the compiler gives the type of the constant.
use telemetry::field::Text;

struct Secret(String);

impl Text for Secret {
    const SEAL: telemetry::field::seal::Seal = <String as Text>::SEAL;
}

fn main() {}
