// A closed enum by hand, against the hidden module
use telemetry::__private::{Labels, TelemetryEnum};

struct Secret(u8);

impl TelemetryEnum for Secret {
    const LABELS: Labels = Labels::new(&["a", "b", "c"], &[false, false, false], "A letter.");
    fn ordinal(&self) -> u8 {
        self.0
    }
}

fn main() {
    assert_eq!(Secret(2).ordinal(), 2);
}
