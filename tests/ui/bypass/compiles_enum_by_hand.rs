// A closed enum by hand, against the hidden module
use telemetry::__private::{DerivesTelemetryEnum, Labels};

struct Secret(u8);

impl DerivesTelemetryEnum<()> for Secret {
    const LABELS: Labels = Labels::new(&["a", "b", "c"], &[false, false, false], "A letter.");
    fn ordinal(&self) -> u8 {
        self.0
    }
}

fn main() {
    assert_eq!(<Secret as DerivesTelemetryEnum<()>>::ordinal(&Secret(2)), 2);
}
