//! What was lost, told by one of the application's own events.

use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::catalog::{Catalog, Listed};
use crate::detect::Rule;
use crate::event::TelemetryEvent;
use crate::recorder::Recorder;
use crate::schema::EventSchema;
use crate::status::{DropReason, Dropped};

/// What was lost since it was last reported. What the user denied, what is sent only once, and what
/// a shut-down left behind is not lost but as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// The events that were given up, by reason.
    pub events: Dropped,
    /// The properties that the value filter left out, by rule.
    pub properties: BTreeMap<Rule, u64>,
}

/// The reasons that make a dropped event a loss.
const LOST: [DropReason; 6] = [
    DropReason::Overflow,
    DropReason::MarkerUnavailable,
    DropReason::Stale,
    DropReason::Refused,
    DropReason::RetriesUsedUp,
    DropReason::HookFailed,
];

impl Losses {
    /// What was lost in all.
    pub(crate) fn new(dropped: &Dropped, filtered: &BTreeMap<Rule, u64>) -> Self {
        Self { events: dropped.only(&LOST), properties: filtered.clone() }
    }

    /// What was lost after an earlier moment.
    pub(crate) fn since(&self, earlier: &Self) -> Self {
        let before = |rule| earlier.properties.get(rule).copied().unwrap_or_default();
        let new =
            self.properties.iter().map(|(rule, now)| (*rule, now.saturating_sub(before(rule))));
        Self {
            events: self.events.since(&earlier.events),
            properties: new.filter(|(_, times)| *times > 0).collect(),
        }
    }

    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.events.total() == 0 && self.properties.is_empty()
    }
}

/// Turns losses into an event of the catalogue.
pub(crate) struct LossReport {
    /// The event's place in the catalogue.
    pub(crate) place: u16,
    /// What it declares.
    pub(crate) schema: &'static EventSchema,
    record: Box<Record>,
}

/// Records an event about losses; `false` where the application does not want one.
type Record = dyn Fn(&Losses, &mut Recorder<'_>) -> bool + Send + Sync;

impl LossReport {
    pub(crate) fn new<C, E>(event: impl Fn(&Losses) -> Option<E> + Send + Sync + 'static) -> Self
    where
        C: Catalog,
        E: TelemetryEvent + Listed<C> + 'static,
    {
        let record = move |losses: &Losses, recorder: &mut Recorder<'_>| match event(losses) {
            Some(event) => {
                E::record(&event, recorder);
                true
            }
            None => false,
        };
        Self { place: E::PLACE, schema: const { &E::SCHEMA }, record: Box::new(record) }
    }

    /// Records the event; `false` where the application does not want one, or its own code panics.
    pub(crate) fn record(&self, losses: &Losses, recorder: &mut Recorder<'_>) -> bool {
        catch_unwind(AssertUnwindSafe(|| (self.record)(losses, recorder))).unwrap_or(false)
    }
}

impl fmt::Debug for LossReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LossReport").field("place", &self.place).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_and_lost_is_reported() {
        let mut dropped = Dropped::default();
        dropped.add(DropReason::Overflow, 3);
        dropped.add(DropReason::Denied, 5);
        dropped.add(DropReason::Repeated, 7);
        let mut filtered = BTreeMap::from([(Rule::Email, 1)]);
        let first = Losses::new(&dropped, &filtered);
        assert_eq!((first.events.total(), first.events.by(DropReason::Denied)), (3, 0));
        dropped.add(DropReason::Overflow, 1);
        filtered.insert(Rule::Path, 2);
        let later = Losses::new(&dropped, &filtered).since(&first);
        assert_eq!(later.events.by(DropReason::Overflow), 1);
        assert_eq!(later.properties, BTreeMap::from([(Rule::Path, 2)]));
        assert!(first.since(&first).is_empty());
    }
}
