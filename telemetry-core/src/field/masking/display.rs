//! `#[scrub]`: what can be written out, with a placeholder for each sensitive span.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{self, Display, Write};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::field::{SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::Masking;
use crate::scrub;

/// A type that `#[scrub]` accepts.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be scrubbed",
    label = "`#[scrub]` takes text, a path or an error",
    note = "for an error of your own, let the field borrow it:\n    #[scrub]\n    error: &'a dyn std::error::Error,",
    note = "better than any text is a class, which needs no scrubbing:\n    #[derive(TelemetryEnum)]\n    enum ErrorClass {{ .. }}"
)]
pub trait Scrubbable {
    /// Whether there can be nothing to write out.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the scrubbed text as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

/// The most of a text that is looked at, in bytes: what lies beyond is cut before it can cost time.
const LONGEST: usize = 64 * 1024;

/// What goes with a cut, in bytes, and the rest of the word before: a span that the cut hits is not known
/// for what it is any more. Of what is told apart by its form, an e-mail address has the most: 254 bytes
/// (RFC 5321, 4.5.3.1.3).
const TAIL: usize = 512;

fn record(text: &dyn Display, property: u8, recorder: &mut Recorder<'_>) {
    if let (Some(Masking::Spans { max, quoted }), Some(text)) =
        (recorder.masking(property), written(text))
    {
        let scrub = if quoted { scrub::scrub_quoted } else { scrub::scrub };
        let scrubbed = scrub(&text, usize::from(max));
        recorder.masked(property, &scrubbed.text, &scrubbed.rules);
    }
}

/// What the value says of itself; nothing where its own code panics.
fn written(value: &dyn Display) -> Option<String> {
    let mut start = Start { text: String::new(), is_cut: false };
    // The writing ends with an error when the text is long enough.
    catch_unwind(AssertUnwindSafe(|| write!(start, "{value}").unwrap_or_default())).ok()?;
    Some(start.whole_words())
}

/// The start of a text, and no more.
struct Start {
    text: String,
    is_cut: bool,
}

impl Start {
    /// The text without what the cut may have hit.
    fn whole_words(mut self) -> String {
        if self.is_cut {
            let end = self.text.floor_char_boundary(self.text.len().saturating_sub(TAIL));
            self.text.truncate(end);
            let end = self.text.trim_end_matches(|letter: char| !letter.is_whitespace()).len();
            self.text.truncate(end);
        }
        self.text
    }
}

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // A value may go on in spite of the error: nothing comes behind the cut.
        if !self.is_cut {
            let room = LONGEST - self.text.len();
            self.text.push_str(&text[..text.floor_char_boundary(room)]);
            self.is_cut = text.len() > room;
        }
        if self.is_cut { Err(fmt::Error) } else { Ok(()) }
    }
}

macro_rules! scrubbable {
    ($($type:ty, |$value:ident| $text:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Scrubbable for $type {
            const OPTIONAL: bool = false;
            const SEAL: Seal = SEAL;

            fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
                let $value = self;
                record(&$text, property, recorder);
            }
        }
    )+};
}

scrubbable! {
    String, |text| text;
    &str, |text| text;
    Cow<'_, str>, |text| text;
    Box<str>, |text| text;
    Rc<str>, |text| text;
    Arc<str>, |text| text;
    fmt::Arguments<'_>, |text| text;
    PathBuf, |path| path.display();
    &Path, |path| path.display();
    Cow<'_, Path>, |path| path.display();
    Box<Path>, |path| path.display();
    io::Error, |error| error;
    &io::Error, |error| error;
    &dyn Error, |error| error;
    &(dyn Error + Send + Sync), |error| error;
    Box<dyn Error + '_>, |error| error;
    Box<dyn Error + Send + Sync + '_>, |error| error;
    Arc<dyn Error + Send + Sync>, |error| error;
}

#[diagnostic::do_not_recommend]
impl<T: Scrubbable> Scrubbable for Option<T> {
    const OPTIONAL: bool = true;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(value) = self {
            T::record(value, property, recorder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_while_it_is_written() {
        let endless = std::iter::repeat_n("word ü ", 10_000_000);
        struct Endless<I>(std::cell::RefCell<I>);
        impl<I: Iterator<Item = &'static str>> Display for Endless<I> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.borrow_mut().by_ref().try_for_each(|text| f.write_str(text))
            }
        }
        let value = Endless(std::cell::RefCell::new(endless));
        let text = written(&value).unwrap();
        assert!(text.len() <= LONGEST && text.len() > LONGEST - TAIL - 16);
        assert!(value.0.borrow().len() > 9_900_000, "the rest was not even asked for");
    }

    /// Wherever the cut hits an address, no part of it is in what is scrubbed.
    #[test]
    fn a_span_that_the_cut_hits_is_dropped_as_a_whole() {
        let mail = " from jane.doe@example.com and others";
        for head in ["https://internal.corp/?q=", "see https://internal.corp/?q=", "a word, "] {
            for letters in LONGEST - 40..LONGEST + 2 {
                let text = format!("{head}{}{mail}", "a".repeat(letters - head.len()));
                let text = written(&text).unwrap();
                assert!(!text.contains("jane") || text.contains(mail), "at {letters}");
                for max in [500, 4000].into_iter().filter(|_| letters % 8 == 0) {
                    let scrubbed = scrub::scrub(&text, max).text;
                    assert!(!scrubbed.contains("jane"), "{scrubbed} at {letters}");
                }
            }
        }
    }

    #[test]
    fn what_the_cut_leaves_ends_at_a_space_before_it() {
        let words = "Wörter ".repeat(LONGEST / 4);
        let text = written(&words).unwrap();
        assert!(text.ends_with("Wörter ") && text.len() > LONGEST - TAIL - 10, "{}", text.len());
        assert_eq!(written(&"ü".repeat(LONGEST)).unwrap(), "", "one span, as far as one can see");
        let whole = "a".repeat(LONGEST);
        assert_eq!(written(&whole).unwrap(), whole);
    }

    #[test]
    fn a_value_whose_own_code_panics_is_left_out() {
        struct Panics;
        impl Display for Panics {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                panic!("a defect of the application")
            }
        }
        assert_eq!(written(&Panics), None);
    }
}
