// An implementation by hand, against the crates behind the library
use telemetry_core::event::Properties;
use telemetry_core::field::DeclaredSafe;
use telemetry_core::recorder::Recorder;
use telemetry_core::schema::Property;

struct Secret(String);

impl Properties for Secret {
    const PROPERTIES: &'static [Property] = &[];
    fn record(&self, recorder: &mut Recorder<'_>) {
        DeclaredSafe::record(&self.0, 0, recorder)
    }
}

fn main() {
    let _ = Secret("Jane".to_owned());
}
