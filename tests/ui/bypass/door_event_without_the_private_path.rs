// An event by hand: what it records to has no public name.
use telemetry::{Properties, schema::Property};

struct Secret(String);

impl Properties for Secret {
    const PROPERTIES: &'static [Property] = &[];
    fn record(&self, recorder: &mut telemetry::Recorder<'_>) {
        telemetry::field::DeclaredSafe::record(&self.0, 0, recorder)
    }
}

fn main() {}
