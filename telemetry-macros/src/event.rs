//! `#[derive(TelemetryEvent)]` and `#[derive(TelemetryCommon)]`: a struct of properties.

mod aggregate;
mod check;
mod expand;
mod fallback;
mod model;
mod parse;
mod settings;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::attribute::Derive;
use crate::errors::Errors;

/// The implementations for a struct, after a `compile_error!` for each mistake in it.
pub fn derive(input: DeriveInput, derive: Derive) -> TokenStream {
    let mut errors = Errors::new();
    let code = match parse::parse(input, derive, &mut errors) {
        Ok(mut event) => {
            check::check(&mut event, &mut errors);
            expand::expand(&event)
        }
        Err(refused) => fallback::expand(&refused),
    };
    errors.before(code)
}
