//! The end of the receiver: everything that a connection's thread can wait for is woken here.

use std::collections::HashMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::Hold;
use crate::lock::lock;

#[derive(Debug, Default)]
pub(crate) struct Lifetime {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    closing: bool,
    sockets: HashMap<usize, TcpStream>,
    holds: Vec<Hold>,
}

impl Lifetime {
    /// Registers a connection's socket; false if the receiver is closing.
    pub(crate) fn admit(&self, connection: usize, socket: TcpStream) -> bool {
        let mut state = lock(&self.state);
        if !state.closing {
            state.sockets.insert(connection, socket);
        }
        !state.closing
    }

    /// Gives up the registered handle, the last but one of its socket.
    pub(crate) fn forget(&self, connection: usize) {
        lock(&self.state).sockets.remove(&connection);
        self.changed.notify_all();
    }

    /// Waits until no connection is open; false if one still is after that time.
    pub(crate) fn wait_for_disconnection(&self, timeout: Duration) -> bool {
        let (state, _) = self
            .changed
            .wait_timeout_while(lock(&self.state), timeout, |state| !state.sockets.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        state.sockets.is_empty()
    }

    pub(crate) fn is_closing(&self) -> bool {
        lock(&self.state).closing
    }

    pub(crate) fn wait_for_close(&self) {
        drop(
            self.changed
                .wait_while(lock(&self.state), |state| !state.closing)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    /// Waits for at most `interval`; true if the receiver is closing.
    pub(crate) fn closes_within(&self, interval: Duration) -> bool {
        let (state, _) = self
            .changed
            .wait_timeout_while(lock(&self.state), interval, |state| !state.closing)
            .unwrap_or_else(PoisonError::into_inner);
        state.closing
    }

    /// Waits at the gate, which the closing receiver opens too.
    pub(crate) fn pass(&self, hold: &Hold) {
        let mut state = lock(&self.state);
        if state.closing {
            return;
        }
        state.holds.push(hold.clone());
        drop(state);
        hold.pass();
    }

    /// Ends the connections that are open now; blocked reads and writes return.
    pub(crate) fn disconnect(&self) {
        for socket in lock(&self.state).sockets.values() {
            // A peer that has already gone leaves nothing to shut down.
            let _ = socket.shutdown(Shutdown::Both);
        }
    }

    pub(crate) fn close(&self) {
        let holds = {
            let mut state = lock(&self.state);
            state.closing = true;
            std::mem::take(&mut state.holds)
        };
        self.changed.notify_all();
        self.disconnect();
        holds.iter().for_each(Hold::release);
    }
}
