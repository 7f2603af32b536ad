//! A request kept in mid-flight until the test lets it go.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::lock::lock;

/// The handle of [`Fault::Hold`](crate::Fault::Hold). Clones share one gate: released once, it
/// stays open.
#[derive(Clone, Debug, Default)]
pub struct Hold(Arc<Gate>);

#[derive(Debug, Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    arrived: bool,
    released: bool,
}

impl Hold {
    /// A closed gate.
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits until a request stands at the gate; false if none came in time.
    pub fn wait_for_arrival(&self, timeout: Duration) -> bool {
        let (state, _) = self
            .0
            .changed
            .wait_timeout_while(lock(&self.0.state), timeout, |state| !state.arrived)
            .unwrap_or_else(PoisonError::into_inner);
        state.arrived
    }

    /// Lets the request, and every later one, pass.
    pub fn release(&self) {
        lock(&self.0.state).released = true;
        self.0.changed.notify_all();
    }

    pub(crate) fn pass(&self) {
        let mut state = lock(&self.0.state);
        state.arrived = true;
        self.0.changed.notify_all();
        drop(
            self.0
                .changed
                .wait_while(state, |state| !state.released)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }
}
