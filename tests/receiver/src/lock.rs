//! Locks that survive a panic elsewhere: a failed assertion in a test must not turn into a second
//! panic, or an abort, while the receiver is being dropped.

use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
