//! The application's last look at what leaves: a hook that may narrow an event, and nothing else.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::encoding::{self, Value, Values};
use crate::schema::EventSchema;
use crate::status::DropReason;

/// An event that is about to be sent, as the hook of [`Builder::before_send`] sees it: already treated
/// and filtered. It can lose properties or be discarded; nothing can be added or changed.
///
/// [`Builder::before_send`]: crate::builder::Builder::before_send
pub struct Outgoing<'a> {
    schema: &'static EventSchema,
    values: Values<'a>,
    omitted: Vec<&'static str>,
    discarded: bool,
}

impl<'a> Outgoing<'a> {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        self.schema.name
    }

    /// The event's own properties, by key; those of every event are not among them.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, Value<'a>)> + use<'a> {
        self.values.clone().map(|(property, value)| (property.key, value))
    }

    /// Leaves a property out. A key that the event does not have is no error.
    pub fn omit(&mut self, key: &str) {
        if let Some(property) = self.schema.properties.iter().find(|known| known.key == key) {
            self.omitted.push(property.key);
        }
    }

    /// Gives the whole event up; it counts as [`DropReason::Discarded`].
    pub fn discard(&mut self) {
        self.discarded = true;
    }
}

impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing").field("name", &self.schema.name).finish_non_exhaustive()
    }
}

/// What the application hands over.
pub(crate) type Hook = Box<dyn FnMut(&mut Outgoing<'_>) + Send>;

thread_local! {
    static RUNS: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is in a hook: what is tracked there would come back to it.
pub(crate) fn runs() -> bool {
    RUNS.get()
}

/// Shows an event to the hook. What it keeps is moved to the front of `values`; returns how long that
/// is, or why the event is not sent.
pub(crate) fn narrow(
    hook: &mut Hook,
    schema: &'static EventSchema,
    values: &mut [u8],
) -> Result<usize, DropReason> {
    let mut outgoing = Outgoing {
        schema,
        values: Values::new(schema.properties, values),
        omitted: Vec::new(),
        discarded: false,
    };
    RUNS.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(|| hook(&mut outgoing)));
    RUNS.set(false);
    let Outgoing { omitted, discarded, .. } = outgoing;
    match outcome {
        Err(_) => Err(DropReason::HookFailed),
        Ok(()) if discarded => Err(DropReason::Discarded),
        Ok(()) => Ok(encoding::retain(schema.properties, values, |key| !omitted.contains(&key))),
    }
}
