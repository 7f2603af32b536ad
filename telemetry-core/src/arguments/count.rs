//! Lengths without copies.

use std::fmt::{self, Display, Write};

struct Characters(usize);

impl Write for Characters {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.saturating_add(text.chars().count());
        Ok(())
    }
}

/// How many characters the value displays as.
pub(super) fn characters<T: Display + ?Sized>(value: &T) -> usize {
    let mut counter = Characters(0);
    // A failing Display leaves the characters counted until then, which is all there is to know.
    let _ = write!(counter, "{value}");
    counter.0
}
