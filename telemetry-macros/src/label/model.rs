//! A closed enum and its labels.

use proc_macro2::Ident;
use syn::{Generics, LitStr};

use crate::library::Library;
use crate::names;

pub struct Enum {
    pub ident: Ident,
    pub generics: Generics,
    pub library: Library,
    pub description: String,
    pub variants: Vec<Variant>,
}

pub struct Variant {
    pub ident: Ident,
    pub label: Label,
    pub is_remote: bool,
}

/// What a variant is called on the wire.
pub enum Label {
    /// `#[label = ".."]`
    Written(LitStr),
    /// The variant's name, as `rename_all` spells it.
    OfVariant(String),
}

impl Label {
    pub fn text(&self) -> String {
        match self {
            Self::Written(label) => label.value(),
            Self::OfVariant(label) => label.clone(),
        }
    }
}

impl Variant {
    pub fn name(&self) -> String {
        names::plain(&self.ident)
    }
}

/// Something that cannot be a closed enum, as far as it is needed to pretend that it is one.
pub struct Refused {
    pub ident: Ident,
    pub generics: Generics,
    pub library: Library,
}

impl From<Enum> for Refused {
    fn from(Enum { ident, generics, library, .. }: Enum) -> Self {
        Self { ident, generics, library }
    }
}
