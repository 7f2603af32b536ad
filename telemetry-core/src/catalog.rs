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
use crate::seal::Seal;

/// An application's catalogue: implemented by `catalog!` only, which also gives the catalogue two functions
/// of its own, `json()` and `markdown()`.
pub trait Catalog: 'static {
    /// The properties that are attached to every event; `()` where there are none.
    type Common;

    /// All that the catalogue says.
    const SCHEMA: CatalogSchema;

    /// Treats and records the values of the properties that are attached to every event.
    #[doc(hidden)]
    fn record_common(common: &Self::Common, recorder: &mut Recorder<'_>);
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
    /// The backends that it was checked for.
    pub backends: &'static [Limits],
    /// The library that its code names, where not `::telemetry`: `crate: ..`.
    pub library: Option<&'static str>,
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
    /// The catalogue as JSON, in the published format 1: keys may be added to it, and none is taken
    /// away.
    #[doc(hidden)]
    pub fn json(&self) -> String {
        json::catalog(self)
    }

    /// The catalogue as the privacy document that users read.
    #[doc(hidden)]
    pub fn markdown(&self) -> String {
        markdown::catalog(self)
    }

    /// Whether there are pseudonyms with a salt of the install's own.
    pub(crate) fn is_salted_by_install(&self) -> bool {
        let of_events = self.events.iter().flat_map(|event| event.properties);
        let is_salted = |property: &Property| matches!(property.treatment, Treatment::Pseudonym(hash) if hash.salt() == Salt::Install);
        self.common.iter().chain(of_events).any(is_salted)
    }

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
    #[doc(hidden)]
    const SEAL: Seal;
}

/// A catalogue that was checked against the limits of a backend: implemented by `catalog!` only.
#[diagnostic::on_unimplemented(
    message = "the catalogue `{Self}` is not meant for `{B}`, so its limits were not checked",
    label = "not among the backends of `{Self}`",
    note = "name it where `{Self}` is declared:\n    catalog! {{\n        ..\n        backends: [.., {B}],\n    }}"
)]
pub trait CheckedFor<B> {
    #[doc(hidden)]
    const SEAL: Seal;
}
