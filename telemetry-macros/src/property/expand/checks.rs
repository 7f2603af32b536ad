//! What only constants tell, each in a constant of its own, whose name the compiler's message shows.

use proc_macro2::TokenStream;
use quote::{format_ident, quote_spanned};
use syn::spanned::Spanned;

use super::Entry;
use crate::personal;
use crate::property::model::Field;
use crate::property::wording;

pub fn checks(fields: &[Field], entries: &[Entry]) -> TokenStream {
    let mut checks = TokenStream::new();
    for field in fields.iter().filter(|field| field.is_sound) {
        checks.extend(origin_has_remote_variants(field));
    }
    checks.extend(entries.iter().filter_map(name_holds));
    checks.extend(entries.iter().filter_map(type_is_described));
    checks
}

/// `const origin_has_remote_variants: () = check_origin(<ModelSource as OriginField>::HAS_REMOTE);`
fn origin_has_remote_variants(field: &Field) -> Option<TokenStream> {
    let ty = &field.ty;
    field.is_origin().then(|| {
        quote_spanned! {ty.span()=>
            const origin_has_remote_variants: () =
                __telemetry::check_origin(<#ty as __telemetry::OriginField>::HAS_REMOTE);
        }
    })
}

/// `const name_of_user_id: () = check_name("user_id", "id", <u64 as Closed>::POLICY);`
///
/// What the type can hold is the compiler's verdict, not ours: an alias of `u64` is one, and an enum that
/// is named `u64` is none.
fn name_holds(entry: &Entry) -> Option<TokenStream> {
    let Field { ident, key, ty, .. } = entry.field;
    if !entry.field.is_sent_as_it_is() {
        return None;
    }
    // What borrows a text is refused by its type; once, since it is spelled otherwise here.
    if wording::is_borrowed(ty) {
        return None;
    }
    let word = personal::promise(key)?;
    let name = format_ident!("name_of_{}", entry.property.key);
    Some(quote_spanned! {ident.span()=>
        const #name: () = __telemetry::check_name(#key, #word, #entry);
    })
}

/// `const description_of_source: () = check_description("source", <Source as Closed>::POLICY);`
fn type_is_described(entry: &Entry) -> Option<TokenStream> {
    let Field { ident, key, .. } = entry.field;
    entry.field.needs_description_of_type().then(|| {
        let name = format_ident!("description_of_{key}");
        quote_spanned! {ident.span()=>
            const #name: () = __telemetry::check_description(#key, #entry);
        }
    })
}
