//! Types of fields, spelled for places outside the implementation that they were written for.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::Generics;

/// `&'a str` becomes `&'_ str`, and `Self` becomes `MessageSent<'_>`: a constant beside the
/// implementation knows neither its lifetimes nor its `Self`.
pub fn outside(tokens: TokenStream, ident: &Ident, generics: &Generics) -> TokenStream {
    let mut after_tick = false;
    tokens
        .into_iter()
        .flat_map(|token| {
            let is_lifetime = std::mem::replace(&mut after_tick, false);
            match token {
                TokenTree::Group(group) => {
                    let inner = outside(group.stream(), ident, generics);
                    let mut respelled = Group::new(group.delimiter(), inner);
                    respelled.set_span(group.span());
                    TokenStream::from(TokenTree::Group(respelled))
                }
                TokenTree::Ident(name) if is_lifetime && name != "static" => {
                    TokenTree::Ident(Ident::new("_", name.span())).into()
                }
                TokenTree::Ident(name) if !is_lifetime && name == "Self" => {
                    let lifetimes = generics.lifetimes().map(|_| quote_spanned!(name.span()=> '_));
                    quote_spanned!(name.span()=> #ident<#(#lifetimes),*>)
                }
                TokenTree::Punct(tick) => {
                    after_tick = tick.as_char() == '\'';
                    TokenTree::Punct(tick).into()
                }
                other => other.into(),
            }
        })
        .collect()
}
