// An implementation by hand, against the hidden module
use telemetry::__private::{DeclaredSafe, DerivesTelemetryCommon, Property, Recorder};

struct Secret(String);

impl DerivesTelemetryCommon<()> for Secret {
    const PROPERTIES: &'static [Property] = &[];
    fn record(&self, recorder: &mut Recorder<'_>) {
        DeclaredSafe::record(&self.0, 0, recorder)
    }
}

fn main() {
    let _ = Secret("Jane".to_owned());
}
