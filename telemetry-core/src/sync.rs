//! What the client's threads meet at: the standard library's, or in the model of their interleavings
//! those of a scheduler that tries them one after the other.

#[cfg(all(test, shuttle))]
pub(crate) use shuttle::{
    sync::{Condvar, Mutex, MutexGuard},
    thread,
};
#[cfg(not(all(test, shuttle)))]
pub(crate) use std::{
    sync::{Condvar, Mutex, MutexGuard},
    thread,
};

/// This thread's number, counted from the first that asks.
#[cfg(not(all(test, shuttle)))]
#[inline]
pub(crate) fn thread_number() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};

    static NEXT: AtomicUsize = AtomicUsize::new(0);

    std::thread_local! {
        static NUMBER: usize = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    // It has no destructor, so that it is there as long as its thread.
    NUMBER.try_with(|number| *number).unwrap_or_default()
}

#[cfg(all(test, shuttle))]
pub(crate) fn thread_number() -> usize {
    shuttle::current::me().into()
}
