//! What a field of an aggregate is that has no annotation: an accumulator that can be sent as it is.

use super::{Accumulator, Counters, Start};
use crate::field::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::Policy;

/// [`Accumulator`] and [`Closed`] in one, so that a type that is not both is refused once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what is told of a whole session or day",
    label = "no accumulator that can be sent as it is",
    note = "accumulators are `Count`, `Sum`, `Max` and `Stopwatch`, and `Quantiles`, which becomes two properties and is written by its own name",
    note = "of a closed enum tell how many different values there were, or the value if there is one only:\n    unique_tools: Distinct<Tool>,\n    tool: Sole<Tool>,",
    note = "of texts tell how many different ones there were, or a pseudonym if there is one only:\n    unique_models: Distinct<String>,\n\n    #[hash]\n    model: Sole<String>,",
    note = "or keep it here:\n    #[skip]",
    note = "an event for each time that something happens has neither `aggregate` nor `once = \"day\"`"
)]
pub trait GatheredAsItIs {
    /// [`Closed::POLICY`]
    const POLICY: Policy;
    /// [`Accumulator::STORABLE`]
    const STORABLE: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// [`Closed::record`]
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);

    /// [`Accumulator::begin`]
    fn begin(start: &Start, property: u8) -> Self;

    /// [`Accumulator::merge`]
    fn merge(&mut self, other: Self);

    /// [`Accumulator::counters`]
    fn counters(&mut self) -> &mut dyn Counters;
}

#[diagnostic::do_not_recommend]
impl<T: Closed + Accumulator> GatheredAsItIs for T {
    const POLICY: Policy = <T as Closed>::POLICY;
    const STORABLE: bool = <T as Accumulator>::STORABLE;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        Closed::record(self, property, recorder);
    }

    fn begin(start: &Start, property: u8) -> Self {
        Accumulator::begin(start, property)
    }

    fn merge(&mut self, other: Self) {
        Accumulator::merge(self, other);
    }

    fn counters(&mut self) -> &mut dyn Counters {
        Accumulator::counters(self)
    }
}
