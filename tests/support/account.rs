//! The account of the events, which is looked at wherever a test is done with its telemetry.

use std::fmt;
use std::ops::Deref;
use std::thread;

use telemetry::{Catalog, Counts, Telemetry};

/// Every event that was recorded was sent, or was dropped for a reason, or waits.
#[track_caller]
pub fn assert_adds_up(counts: &Counts) {
    let Counts { recorded, sent, pending, dropped } = counts;
    assert_eq!(*recorded, sent + pending + dropped.total(), "{counts}");
}

/// Telemetry whose account has to add up in the end, whatever it went through.
pub struct Accounted<C: Catalog>(Telemetry<C>);

impl<C: Catalog> Accounted<C> {
    pub fn new() -> Self {
        Self(Telemetry::new())
    }
}

impl<C: Catalog> Deref for Accounted<C> {
    type Target = Telemetry<C>;

    fn deref(&self) -> &Telemetry<C> {
        &self.0
    }
}

/// As the telemetry itself.
impl<C: Catalog> fmt::Debug for Accounted<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<C: Catalog> Drop for Accounted<C> {
    fn drop(&mut self) {
        if !thread::panicking() {
            assert_adds_up(&self.0.status().counts);
        }
    }
}
