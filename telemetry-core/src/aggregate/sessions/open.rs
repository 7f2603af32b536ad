//! The sessions that are open.

use std::collections::{BTreeMap, HashMap};
use std::thread::ThreadId;
use std::time::Duration;

use crate::aggregate::{Aggregate, Skipped};

/// The sessions that are open, and the order in which they were touched.
pub(super) struct Open<E> {
    pub(super) by_key: HashMap<u64, Session<E>>,
    /// The keys by the number of their last touch: the first one is idle longest.
    by_touch: BTreeMap<u64, u64>,
    touches: u64,
    pub(super) ended_early: u64,
    pub(super) left_out: u64,
    /// The threads on which the handler runs.
    pub(super) handling: Vec<ThreadId>,
    pub(super) is_closed: bool,
}

pub(super) struct Session<E> {
    gathered: E,
    touch: u64,
    pub(super) touched: Duration,
}

impl<E> Default for Open<E> {
    fn default() -> Self {
        Self {
            by_key: HashMap::new(),
            by_touch: BTreeMap::new(),
            touches: 0,
            ended_early: 0,
            left_out: 0,
            handling: Vec::new(),
            is_closed: false,
        }
    }
}

impl<E: Aggregate> Open<E> {
    pub(super) fn merge(&mut self, key: u64, gathered: E, now: Duration) -> Option<Skipped> {
        let (gathered, skipped) = match self.remove(key) {
            Some(mut session) => {
                let skipped = session.merge(gathered);
                (session, Some(skipped))
            }
            None => (gathered, None),
        };
        self.touches += 1;
        self.by_touch.insert(self.touches, key);
        self.by_key.insert(key, Session { gathered, touch: self.touches, touched: now });
        skipped
    }

    pub(super) fn remove(&mut self, key: u64) -> Option<E> {
        let session = self.by_key.remove(&key)?;
        self.by_touch.remove(&session.touch);
        Some(session.gathered)
    }

    /// Removes the session that is idle longest.
    pub(super) fn remove_first(&mut self) -> Option<E> {
        let (_, key) = self.by_touch.pop_first()?;
        self.by_key.remove(&key).map(|session| session.gathered)
    }

    pub(super) fn remove_all(&mut self) -> Vec<E> {
        std::iter::from_fn(|| self.remove_first()).collect()
    }

    /// When the session that is idle longest was touched.
    pub(super) fn first_touched(&self) -> Option<Duration> {
        let (_, key) = self.by_touch.first_key_value()?;
        self.by_key.get(key).map(|session| session.touched)
    }
}
