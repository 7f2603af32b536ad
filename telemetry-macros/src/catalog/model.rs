//! A catalogue as it is declared.

use proc_macro2::Ident;
use syn::{Attribute, LitInt, LitStr, Token, Type, Visibility};

use crate::library::Library;

pub struct Catalog {
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub struct_token: Token![struct],
    pub ident: Ident,
    /// The doc comment: what the document says before its tables.
    pub intro: String,
    pub library: Library,
    pub title: Option<LitStr>,
    pub app: Option<LitStr>,
    pub salt: Option<LitStr>,
    pub backends: Vec<Type>,
    pub common: Option<Type>,
    pub events: Vec<Type>,
    pub never: Vec<LitStr>,
    pub max_bits: Option<LitInt>,
}
