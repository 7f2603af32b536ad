//! `#[derive(TelemetryEnum)]`: an enum whose variants are labels.

mod check;
mod expand;
mod fallback;
mod model;
mod parse;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::errors::Errors;

/// The implementation for an enum, after a `compile_error!` for each mistake in it.
pub fn derive(input: DeriveInput) -> TokenStream {
    let mut errors = Errors::new();
    let code = match parse::parse(input, &mut errors) {
        Ok(labels) => {
            check::check(&labels, &mut errors);
            if errors.count() == 0 {
                expand::expand(&labels)
            } else {
                fallback::expand(&labels.into())
            }
        }
        Err(refused) => fallback::expand(&refused),
    };
    errors.before(code)
}
