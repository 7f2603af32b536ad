//! `catalog!`: the closed list of an application's events.

mod check;
mod expand;
mod model;
mod parse;

use proc_macro2::TokenStream;
use syn::parse::Parser;

use crate::errors::Errors;

/// The catalogue's type and implementations, after a `compile_error!` for each mistake in it.
pub fn declare(input: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let parser = |input: syn::parse::ParseStream| parse::parse(input, &mut errors);
    let code = match parser.parse2(input) {
        Ok(mut catalog) => {
            check::check(&mut catalog, &mut errors);
            expand::expand(&catalog)
        }
        Err(error) => {
            errors.push_parse(&error);
            TokenStream::new()
        }
    };
    errors.before(code)
}
