//! The catalogue: an application's closed set of events, and what is checked of it at compile time.

pub mod check;
mod envelope;
mod json;
mod limits;
mod markdown;

pub use limits::{Backend, Limits};

use crate::field::Salt;
use crate::label::same;
use crate::recorder::Recorder;
use crate::schema::{EventSchema, Property, Treatment};

/// An application's catalogue: implemented by `catalog!` only.
pub trait Catalog: 'static {
    /// The properties that are attached to every event; `()` where there are none.
    type Common;

    /// All that the catalogue says.
    const SCHEMA: CatalogSchema;

    /// Treats and records the values of the properties that are attached to every event.
    #[doc(hidden)]
    fn record_common(common: &Self::Common, recorder: &mut Recorder<'_>);

    /// The catalogue as JSON, in the published format 1: keys may be added to it, and none is taken
    /// away.
    fn json() -> String
    where
        Self: Sized,
    {
        json::catalog(&Self::SCHEMA)
    }

    /// The catalogue as the privacy document that users read.
    fn markdown() -> String
    where
        Self: Sized,
    {
        markdown::catalog(&Self::SCHEMA)
    }
}

/// A catalogue as `catalog!` declares it.
#[derive(Debug)]
pub struct CatalogSchema {
    /// The heading of the catalogue document.
    pub title: &'static str,
    /// The doc comment of the catalogue: what the document says before its tables.
    pub intro: &'static str,
    /// The application that the catalogue belongs to.
    pub app: App,
    /// The salt of pseudonyms that name none of their own.
    pub salt: &'static str,
    /// The properties that are attached to every event.
    pub common: &'static [Property],
    /// Every event that can be sent.
    pub events: &'static [&'static EventSchema],
    /// What is never collected, a sentence each.
    pub never: &'static [&'static str],
}

impl CatalogSchema {
    /// A property, if there is one, whose values only tell something within one install.
    pub(crate) fn salted_by_install(&self) -> Option<&'static Property> {
        let of_events = self.events.iter().flat_map(|event| event.properties);
        let is_salted = |property: &&Property| matches!(property.treatment, Treatment::Pseudonym(hash) if hash.salt() == Salt::Install);
        self.common.iter().chain(of_events).find(is_salted)
    }
}

impl CatalogSchema {
    /// Whether the event at that place is this one.
    pub(crate) const fn lists(&self, place: u16, event: &EventSchema) -> bool {
        let place = place as usize;
        place < self.events.len() && same(self.events[place].name, event.name)
    }
}

/// The application that a catalogue belongs to, as its own build saw it.
#[derive(Clone, Copy, Debug)]
pub struct App {
    /// Its name: `app = ".."` in the catalogue, else the package's.
    pub name: &'static str,
    /// The package's version.
    pub version: &'static str,
    /// Whether it was built with debug assertions.
    pub debug: bool,
}

/// An event that a catalogue lists: implemented by `catalog!` only.
#[diagnostic::on_unimplemented(
    message = "the catalogue `{C}` does not list the event `{Self}`, so it cannot be sent",
    label = "not listed in `{C}`",
    note = "list it where `{C}` is declared:\n    catalog! {{\n        ..\n        events: [.., {Self}],\n    }}"
)]
pub trait Listed<C> {
    /// The event's place in the catalogue's list.
    #[doc(hidden)]
    const PLACE: u16;
}

/// A catalogue that was checked against the limits of a backend: implemented by `catalog!` only.
#[diagnostic::on_unimplemented(
    message = "the catalogue `{Self}` is not meant for `{B}`, so its limits were not checked",
    label = "not among the backends of `{Self}`",
    note = "name it where `{Self}` is declared:\n    catalog! {{\n        ..\n        backends: [.., {B}],\n    }}"
)]
pub trait CheckedFor<B> {}
