// A closed enum by hand, against the hidden module
use telemetry::__private::{DerivedEnum, Labels};

struct Secret(u8);

impl DerivedEnum<()> for Secret {
    const LABELS: Labels = Labels::new(&["a", "b", "c"], &[false, false, false], "A letter.");
    fn ordinal(&self) -> u8 {
        self.0
    }
}

fn main() {
    assert_eq!(<Secret as DerivedEnum<()>>::ordinal(&Secret(2)), 2);
}
