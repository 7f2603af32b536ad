//! What accumulators, and structs of them, can do.

use super::{Saved, Saver, Start};
use crate::const_text::ConstText;
use crate::event::TelemetryEvent;
use crate::field::Seal;

/// A field type that takes in many values and keeps what is told of them together.
#[diagnostic::on_unimplemented(
    message = "`{Self}` gathers nothing, and the event tells of a whole session or day",
    label = "no accumulator",
    note = "accumulators are `Count`, `Sum`, `Max`, `Quantiles`, `Stopwatch`, and of a closed enum or of `String` `Distinct<T>` and `Sole<T>`",
    note = "or keep it here:\n    #[skip]"
)]
pub trait Accumulator: Sized {
    /// Whether it may be kept on disk: whether it is counters only.
    const STORABLE: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// One that has seen nothing, for the property at that place.
    fn begin(start: &Start, property: u8) -> Self;

    /// Takes in what another one has seen.
    fn merge(&mut self, other: Self);

    /// Itself, as what all accumulators are alike.
    fn counters(&mut self) -> &mut dyn Counters;
}

/// What is done to every accumulator of a struct alike.
pub trait Counters {
    /// Whether it has seen nothing.
    fn is_empty(&self) -> bool;

    /// Notes that something happened now.
    fn touch(&mut self) {}

    /// Writes what it has seen.
    fn save(&self, saver: &mut Saver<'_>);

    /// Takes in what one of the same kind wrote; `None` where it is damaged.
    fn absorb(&mut self, saved: &mut Saved<'_>) -> Option<()>;
}

/// The `#[skip]` fields of an aggregate that was merged into another one: where they are dropped, the
/// application's code runs.
pub type Skipped = Box<dyn Send>;

/// They take no memory where there are none.
pub fn skipped(fields: impl Send + 'static) -> Skipped {
    Box::new(fields)
}

/// Sees the accumulators of a struct one by one.
pub type Visitor<'a> = &'a mut dyn FnMut(&mut dyn Counters);

/// An event of accumulators: implemented by `#[derive(TelemetryEvent)]` with `#[event(aggregate)]` only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not gather anything",
    label = "no `#[event(aggregate)]` above it",
    note = "write it above an event of accumulators:\n    #[derive(TelemetryEvent)]\n    #[event(aggregate)]"
)]
pub trait Aggregate: TelemetryEvent + Send + Sized + 'static {
    /// The place of the accumulator without which it tells nothing: `aggregate(needs = field)`. With
    /// none named any will do.
    #[doc(hidden)]
    const NEEDS: Option<usize>;

    #[doc(hidden)]
    fn begin(start: &Start) -> Self;

    #[doc(hidden)]
    fn merge(&mut self, other: Self) -> Skipped;

    #[doc(hidden)]
    fn visit(&mut self, visitor: Visitor<'_>);
}

/// An aggregate that is sent once a day: implemented by `#[derive(TelemetryEvent)]` with
/// `#[event(once = "day")]` only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not sent once a day",
    label = "no `#[event(once = \"day\")]` above it",
    note = "write it above an event of accumulators:\n    #[derive(TelemetryEvent)]\n    #[event(once = \"day\")]"
)]
pub trait Daily: Aggregate {}

/// Whether nothing was seen that is worth an event.
pub(super) fn is_empty<E: Aggregate>(event: &mut E) -> bool {
    let (mut is_empty, mut place) = (true, 0);
    event.visit(&mut |accumulator| {
        if E::NEEDS.is_none_or(|needed| needed == place) {
            is_empty &= accumulator.is_empty();
        }
        place += 1;
    });
    is_empty
}

/// Panics, at compile time, where a type would leave more than counters on disk.
#[track_caller]
pub const fn check_storable(key: &str, is_storable: bool) {
    if !is_storable {
        ConstText::new()
            .text("what a day has seen is kept on disk until it is sent, and `")
            .text(key)
            .text("` is no counter\n\nhelp: for texts, count the different ones:\n    Distinct<String>\n\nhelp: for time, add it up:\n    Sum")
            .fail();
    }
}
