//! What the derives and `catalog!` implement: for each of their traits a hidden one, and the library
//! implements the public trait for all that have the hidden one.
//!
//! So no message lists the types that have a trait, and the user's code needs no attribute for that,
//! which a module of the user's could take the name of.
//!
//! `Open` is `()` in the end, and what else it can be tells a little of the event. While it is open, the
//! compiler neither evaluates a table for its lints nor makes code for it: it does so once, for what a
//! catalogue lists and an application sends. In the crate that declares the events that is a third of
//! what a derive costs.

use crate::aggregate::{Aggregate, Daily, Skipped, Start, Visitor};
use crate::catalog::{Catalog, CheckedFor, Listed};
use crate::event::{Properties, TelemetryEvent, Tracked};
use crate::label::{Labels, TelemetryEnum};
use crate::recorder::Recorder;
use crate::schema::{EventSchema, Property};
use crate::seal::{SEAL, Seal};

/// `#[derive(TelemetryEvent)]`
pub trait DerivesTelemetryEvent<Open> {
    /// [`TelemetryEvent::SCHEMA`]
    const SCHEMA: EventSchema;

    /// [`TelemetryEvent::record`]
    fn record(&self, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<E: DerivesTelemetryEvent<()>> TelemetryEvent for E {
    const SCHEMA: EventSchema = E::SCHEMA;
    const SEAL: Seal = SEAL;

    fn record(&self, recorder: &mut Recorder<'_>) {
        E::record(self, recorder);
    }
}

/// What `Open` is, beside `()`, for an event that can be tracked.
pub enum AsItHappens {}

/// What `Open` can be for an event that a rollup sends.
pub trait OnceADay {}

impl OnceADay for () {}

#[diagnostic::do_not_recommend]
impl<E: DerivesTelemetryEvent<()> + DerivesTelemetryEvent<AsItHappens>> Tracked for E {
    const SEAL: Seal = SEAL;
}

/// `#[derive(TelemetryCommon)]`
pub trait DerivesTelemetryCommon<Open> {
    /// [`Properties::PROPERTIES`]
    const PROPERTIES: &'static [Property];

    /// [`Properties::record`]
    fn record(&self, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<P: DerivesTelemetryCommon<()>> Properties for P {
    const PROPERTIES: &'static [Property] = P::PROPERTIES;
    const SEAL: Seal = SEAL;

    fn record(&self, recorder: &mut Recorder<'_>) {
        P::record(self, recorder);
    }
}

/// The properties of a catalogue that attaches none to every event.
impl<Open> DerivesTelemetryCommon<Open> for () {
    const PROPERTIES: &'static [Property] = &[];

    fn record(&self, _: &mut Recorder<'_>) {}
}

/// `#[derive(TelemetryEnum)]`
pub trait DerivesTelemetryEnum<Open> {
    /// [`TelemetryEnum::LABELS`]
    const LABELS: Labels;

    /// [`TelemetryEnum::ordinal`]
    fn ordinal(&self) -> u8;
}

#[diagnostic::do_not_recommend]
impl<E: DerivesTelemetryEnum<()>> TelemetryEnum for E {
    const LABELS: Labels = E::LABELS;
    const SEAL: Seal = SEAL;

    fn ordinal(&self) -> u8 {
        E::ordinal(self)
    }
}

/// `#[event(aggregate)]`
pub trait DerivedAggregate<Open>: Send + Sized + 'static {
    /// [`Aggregate::NEEDS`]
    const NEEDS: Option<usize>;

    /// [`Aggregate::begin`]
    fn begin(start: &Start) -> Self;

    /// [`Aggregate::merge`]
    fn merge(&mut self, other: Self) -> Skipped;

    /// [`Aggregate::visit`]
    fn visit(&mut self, visitor: Visitor<'_>);
}

#[diagnostic::do_not_recommend]
impl<E: DerivedAggregate<()> + TelemetryEvent> Aggregate for E {
    const NEEDS: Option<usize> = E::NEEDS;

    fn begin(start: &Start) -> Self {
        E::begin(start)
    }

    fn merge(&mut self, other: Self) -> Skipped {
        E::merge(self, other)
    }

    fn visit(&mut self, visitor: Visitor<'_>) {
        E::visit(self, visitor);
    }
}

/// `#[event(once = "day")]`
pub trait DerivedDaily {}

#[diagnostic::do_not_recommend]
impl<E: DerivedDaily + Aggregate> Daily for E {}

/// `catalog!`, for each event.
pub trait DerivedListed<C> {
    /// [`Listed::PLACE`]
    const PLACE: u16;
}

#[diagnostic::do_not_recommend]
impl<C, E: DerivedListed<C>> Listed<C> for E {
    const PLACE: u16 = E::PLACE;
    const SEAL: Seal = SEAL;
}

/// `catalog!`, for each backend.
pub trait DerivedChecks<B> {}

/// Where nothing can be sent to. With it no catalogue has a single backend, which the compiler would
/// expect whatever is written, and call another one a mismatched type.
pub enum Nowhere {}

#[diagnostic::do_not_recommend]
impl<C: Catalog> DerivedChecks<Nowhere> for C {}

#[diagnostic::do_not_recommend]
impl<B, C: DerivedChecks<B>> CheckedFor<B> for C {
    const SEAL: Seal = SEAL;
}
