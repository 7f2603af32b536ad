//! Which threads work for telemetry right now: what they report of themselves is no event of the
//! application's, and must not become one.

use std::cell::Cell;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Until it is dropped, the thread works for telemetry.
pub(crate) struct OwnActivity(());

/// Begins; `None` where the thread works for telemetry already, or ends.
pub(crate) fn enter() -> Option<OwnActivity> {
    let was_inside = INSIDE.try_with(|inside| inside.replace(true)).unwrap_or(true);
    (!was_inside).then(|| OwnActivity(()))
}

impl Drop for OwnActivity {
    fn drop(&mut self) {
        // Nothing is to be reset on a thread that ends.
        INSIDE.try_with(|inside| inside.set(false)).unwrap_or_default();
    }
}
