//! Generalisation: the label of a bucket in place of a number.

use std::time::Duration;

use super::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::Shape;

/// A type that `#[bucket(..)]` accepts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fall into buckets",
    label = "`#[bucket(..)]` takes integers, floats, Duration, and Option of these",
    note = "for a bool or a closed enum write nothing, or\n    #[enum_only]",
    note = "for text write\n    #[enum_only(\"a\", \"b\", other = \"other\")]"
)]
pub trait Generalisable {
    /// The numbers that the type can give.
    const SHAPE: Shape;
    #[doc(hidden)]
    const SEAL: Seal;

    /// The number, unless it is absent; a duration counts in milliseconds.
    fn magnitude(&self) -> Option<f64>;

    /// Records the label of the number's bucket as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(number) = self.magnitude() {
            recorder.generalised(property, number);
        }
    }
}

macro_rules! generalisable {
    ($($type:ty),+) => {$(
        #[diagnostic::do_not_recommend]
        impl Generalisable for $type {
            const SHAPE: Shape = <$type as Closed>::POLICY.shape;
            const SEAL: Seal = SEAL;

            fn magnitude(&self) -> Option<f64> {
                Some(*self as f64)
            }
        }
    )+};
}

generalisable!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64);

#[diagnostic::do_not_recommend]
impl Generalisable for Duration {
    const SHAPE: Shape = <Duration as Closed>::POLICY.shape;
    const SEAL: Seal = SEAL;

    fn magnitude(&self) -> Option<f64> {
        Some(self.as_secs_f64() * 1000.0)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Generalisable> Generalisable for Option<T> {
    const SHAPE: Shape = T::SHAPE.optional(true);
    const SEAL: Seal = SEAL;

    fn magnitude(&self) -> Option<f64> {
        self.as_ref().and_then(T::magnitude)
    }
}

/// Buckets: a number belongs to the first one whose upper bound it does not exceed by more than the
/// tolerance, and to the last one beyond all bounds.
#[derive(Clone, Copy, Debug)]
pub struct Buckets {
    upper_bounds: &'static [f64],
    tolerance: f64,
}

impl Buckets {
    /// Buckets with inclusive upper bounds, and one for all beyond them.
    ///
    /// # Panics
    ///
    /// Where the bounds do not increase: at compile time.
    // Inline, as all that only the compiler calls: no code is made of it in this crate.
    #[inline]
    #[track_caller]
    pub const fn new(upper_bounds: &'static [f64], tolerance: f64) -> Self {
        let mut at = 1;
        while at < upper_bounds.len() {
            assert!(upper_bounds[at - 1] < upper_bounds[at], "the bounds do not increase");
            at += 1;
        }
        Self { upper_bounds, tolerance }
    }

    /// The bucket of a number; none has what is not a number.
    pub(crate) fn place(&self, number: f64) -> Option<u8> {
        if number.is_nan() {
            return None;
        }
        let below = self.upper_bounds.iter().take_while(|bound| number > *bound + self.tolerance);
        u8::try_from(below.count()).ok()
    }
}
