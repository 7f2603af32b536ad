//! A struct of properties, and an event's own declaration.

use proc_macro2::Ident;
use syn::{Generics, LitInt, LitStr};

use crate::library::Library;
use crate::property::model::Field;

/// A struct under one of the two derives.
pub struct Struct {
    pub ident: Ident,
    /// Lifetimes only.
    pub generics: Generics,
    pub library: Library,
    pub fields: Vec<Field>,
    /// What makes it an event; `None` for common properties.
    pub event: Option<Event>,
}

/// What `#[event(..)]` and the doc comment say.
pub struct Event {
    pub name: Name,
    pub description: String,
    pub why: Option<LitStr>,
    pub once: Option<Once>,
    pub aggregate: Option<Aggregate>,
    pub max_bits: Option<LitInt>,
}

impl Event {
    /// Whether a rollup sends it.
    pub fn is_daily(&self) -> bool {
        matches!(self.once, Some(Once::Day))
    }
}

/// How often an event may be sent, if not every time.
pub enum Once {
    /// `once`
    Install,
    /// `once = "session"`
    Session,
    /// `once = "day"`
    Day,
    /// `once = "process"`
    Process,
    /// `once(per = field)`
    InstallPer(Ident),
    /// `once(per = field, in = "process")`
    ProcessPer(Ident),
}

impl Once {
    /// The field that it is once per value of.
    pub fn per(&self) -> Option<&Ident> {
        match self {
            Self::InstallPer(field) | Self::ProcessPer(field) => Some(field),
            Self::Install | Self::Session | Self::Process | Self::Day => None,
        }
    }
}

/// `aggregate`, or `aggregate(needs = field)`
pub struct Aggregate {
    /// The field without which there is nothing to tell.
    pub needs: Option<Ident>,
}

/// An event's name on the wire.
pub enum Name {
    /// `name = ".."`
    Written(LitStr),
    /// The struct's name in snake_case.
    OfStruct(String),
}

impl Name {
    pub fn text(&self) -> String {
        match self {
            Self::Written(name) => name.value(),
            Self::OfStruct(name) => name.clone(),
        }
    }
}

/// Something that cannot be a struct of properties, as far as it is needed to pretend that it is one.
pub struct Refused {
    pub ident: Ident,
    pub generics: Generics,
    pub library: Library,
    pub is_event: bool,
}
