//! The parameter that the hidden traits of the core are implemented for all values of.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{ConstParam, GenericParam, Generics, TypeParam};

/// `__Open`
pub fn parameter() -> Ident {
    Ident::new("__Open", Span::mixed_site())
}

/// The parameters of an implementation for a type with these: `<'a, T: Ord, __Open>`.
pub fn with_parameter(generics: &Generics, bound: Option<TokenStream>) -> TokenStream {
    let open = parameter();
    let own = generics.params.iter().map(|parameter| match parameter {
        GenericParam::Lifetime(lifetime) => quote!(#lifetime),
        GenericParam::Type(TypeParam { ident, colon_token, bounds, .. }) => {
            quote!(#ident #colon_token #bounds)
        }
        GenericParam::Const(ConstParam { ident, ty, .. }) => quote!(const #ident: #ty),
    });
    quote!(<#(#own,)* #open #bound>)
}
