//! Text put together in `const`, so that a compile error can name the thing that it refuses.

/// A text of at most [`CAPACITY`] bytes; what does not fit is left out.
pub(crate) struct ConstText {
    bytes: [u8; CAPACITY],
    length: usize,
}

const CAPACITY: usize = 4096;

impl ConstText {
    // Inline, as all that only the compiler calls: no code is made of it in this crate.
    #[inline]
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; CAPACITY], length: 0 }
    }

    #[inline]
    pub(crate) const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() > CAPACITY {
            return self;
        }
        let mut at = 0;
        while at < text.len() {
            self.bytes[self.length] = text[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    #[inline]
    pub(crate) const fn number(self, number: usize) -> Self {
        let this = if number >= 10 { self.number(number / 10) } else { self };
        let digit = [b'0' + (number % 10) as u8];
        match std::str::from_utf8(&digit) {
            Ok(digit) => this.text(digit),
            Err(_) => this,
        }
    }

    /// Stops the build with this text, at the place that called.
    #[inline]
    #[track_caller]
    pub(crate) const fn fail(&self) -> ! {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("refused"),
        }
    }
}
