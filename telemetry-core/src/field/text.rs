//! The text types, and what can be written out once a declaration vouches for it.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::{Kind, Shape, Size};

/// A text type, or an `Option` of one.
pub trait Text {
    /// Whether the text can be absent.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// The text, unless it is absent.
    fn text(&self) -> Option<&str>;
}

/// A type whose value can be written out: text, and all that is closed.
pub trait AsWritten {
    /// The values that the type can give.
    const SHAPE: Shape;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the value of one property; text passes the value filter.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Closed> AsWritten for T {
    const SHAPE: Shape = T::POLICY.shape;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        T::record(self, property, recorder);
    }
}

macro_rules! text {
    ($($type:ty => $optional:literal, |$value:ident| $text:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Text for $type {
            const OPTIONAL: bool = $optional;
            const SEAL: Seal = SEAL;

            fn text(&self) -> Option<&str> {
                let $value = self;
                $text
            }
        }

        #[diagnostic::do_not_recommend]
        impl AsWritten for $type {
            const SHAPE: Shape = Shape::of(Kind::Text, Size::Unbounded).optional($optional);
            const SEAL: Seal = SEAL;

            fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
                if let Some(text) = self.text() {
                    recorder.text(property, text);
                }
            }
        }
    )+};
    ($($type:ty),+) => {
        text! { $(
            $type => false, |text| Some(text);
            Option<$type> => true, |text| text.as_deref();
        )+ }
    };
}

text!(String, &str, Cow<'_, str>, Box<str>, Rc<str>, Arc<str>);
