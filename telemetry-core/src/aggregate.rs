//! Aggregation: what is told of many values together, in place of each one.
//!
//! [Accumulators](Accumulator) are field types of an event. A struct of them is an [`Aggregate`], which a
//! [`SessionAggregator`] gathers for each session of the application, and a [`Rollup`] for each day.

mod accumulator;
mod attached;
mod bucketed;
mod count;
mod distinct;
mod gathered;
mod max;
mod quantiles;
mod rollup;
mod rollup_file;
mod saved;
mod sessions;
mod sole;
mod start;
mod stopwatch;
mod sum;
#[cfg(test)]
mod tests;
mod wording;

pub use accumulator::{Accumulator, Aggregate, Daily};
#[doc(hidden)]
pub use accumulator::{Counters, Skipped, Visitor, check_storable, skipped};
pub(crate) use attached::{Gatherer, Occasion, Register};
pub use count::Count;
pub use distinct::{Distinct, MOST_TEXTS};
pub use gathered::GatheredAsItIs;
pub use max::Max;
pub use quantiles::{MOST_BINS, Quantilable, Quantiles};
pub use rollup::{GRACE, Rollup, SAVE_EVERY};
pub(crate) use rollup_file::wipe;
#[doc(hidden)]
pub use saved::{Saved, Saver};
pub use sessions::{IDLE_AFTER, MOST_OPEN, SessionAggregator};
pub use sole::Sole;
#[doc(hidden)]
pub use start::Start;
pub use stopwatch::Stopwatch;
pub use sum::Sum;
pub use wording::{
    DeclaredSafeAccumulator, GeneralisableAccumulator, ListableAccumulator,
    MaskableArgumentsAccumulator, MaskableSqlAccumulator, PseudonymisableAccumulator,
    ScrubbableAccumulator, SuppressibleAccumulator,
};
