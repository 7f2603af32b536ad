//! Where the generated code finds the library: `::telemetry`, unless `crate = path` says otherwise.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;
use syn::parse::Parser;

use crate::arguments::Setting;
use crate::attribute::{Arguments, Helper, Kind};
use crate::errors::{Errors, Message};

/// The line that generated code begins with: `use ::telemetry::__private as __telemetry;`.
///
/// All that the code names, it names by this alias, in a block of its own: one token in place of six,
/// wherever a path begins.
pub struct Library(Option<Path>);

impl Library {
    pub fn new(path: Option<Path>) -> Self {
        Self(path)
    }

    /// The path where it is not `::telemetry`, as text.
    pub fn path(&self) -> Option<String> {
        self.0.as_ref().map(|path| path.to_token_stream().to_string().replace(' ', ""))
    }
}

impl ToTokens for Library {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match &self.0 {
            Some(path) => quote!(use #path::__private as __telemetry;),
            None => quote!(
                use ::telemetry::__private as __telemetry;
            ),
        });
    }
}

/// The library that `#[telemetry(crate = path)]` names, or the default.
pub fn parse(helpers: &[Helper], errors: &mut Errors) -> Library {
    let mut library = Setting::new("crate");
    for helper in helpers.iter().filter(|helper| helper.kind() == Kind::Crate) {
        let path = match &helper.arguments {
            Arguments::Value(path) => Path::parse_mod_style.parse2(path.clone()).ok(),
            _ => None,
        };
        match path {
            Some(path) => library.set(&helper.name, path, errors),
            None => {
                let message = Message::new("`crate` takes the path of the library")
                    .help("write", "#[telemetry(crate = path::to::telemetry)]");
                errors.push(&helper.name, message);
            }
        }
    }
    Library::new(library.get())
}
