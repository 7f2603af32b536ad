// The recorder's own methods.
use telemetry::{Properties, __private::Recorder, schema::Property};

struct Secret(String);

impl Properties for Secret {
    const PROPERTIES: &'static [Property] = &[];
    fn record(&self, recorder: &mut Recorder<'_>) {
        recorder.text(0, &self.0);
        recorder.masked(0, &self.0, &[]);
    }
}

fn main() {}
