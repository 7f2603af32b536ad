//! What other people's attribute macros can do to a struct, before or after a derive has seen it.

use proc_macro::{Group, TokenStream, TokenTree};

/// `#[rewrite(u64 => String)]`: puts the tokens behind the arrow in place of each `u64` in the item.
#[proc_macro_attribute]
pub fn rewrite(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut arguments = arguments.into_iter();
    let from = arguments.next().map(|name| name.to_string()).unwrap_or_default();
    // The arrow is two tokens.
    replace(item, &from, &arguments.skip(2).collect())
}

fn replace(tokens: TokenStream, from: &str, to: &TokenStream) -> TokenStream {
    let replaced = |token| match token {
        TokenTree::Ident(name) if name.to_string() == from => to.clone(),
        TokenTree::Group(group) => {
            let content = replace(group.stream(), from, to);
            TokenTree::Group(Group::new(group.delimiter(), content)).into()
        }
        token => token.into(),
    };
    tokens.into_iter().flat_map(replaced).collect()
}
