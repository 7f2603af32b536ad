//! How a value is treated, where its type alone does not say it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::property::model::{AllowList, Bound, Buckets, Hash, Salt, Treatment};

/// The last argument of `record`, with the comma in front of it.
pub fn expression(treatment: &Treatment) -> Option<TokenStream> {
    match treatment {
        Treatment::AllowList(list) => Some(allow_list(list)),
        Treatment::Pseudonym(hash) => Some(pseudonym(hash)),
        Treatment::Generalised(buckets) => Some(generalisation(buckets)),
        Treatment::Closed
        | Treatment::Origin
        | Treatment::Suppressed
        | Treatment::DeclaredSafe(_) => None,
    }
}

/// `const { &AllowList::new(&["a", "b", "other"], true) }`: checked once, when the code is made.
fn allow_list(list: &AllowList) -> TokenStream {
    let labels = list.labels.iter().chain(&list.other);
    let last_is_for_others = list.other.is_some();
    quote!(, const { &__telemetry::AllowList::new(&[#(#labels),*], #last_is_for_others) })
}

/// `&Hash::new(Salt::Application, 12u8)`
fn pseudonym(hash: &Hash) -> TokenStream {
    let length = hash.length;
    let salt = match &hash.salt {
        Salt::Application => quote!(Application),
        Salt::Fixed(salt) => quote!(Fixed(#salt)),
        Salt::None => quote!(None),
    };
    quote!(, &__telemetry::Hash::new(__telemetry::Salt::#salt, #length))
}

/// `const { &Buckets::new(&[8f64, 16f64], 0f64) }`: checked once, when the code is made.
fn generalisation(buckets: &Buckets) -> TokenStream {
    let bounds = buckets.upper_bounds().iter().map(number);
    let tolerance = buckets.tolerance.as_ref().map_or_else(|| quote!(0f64), number);
    quote!(, const { &__telemetry::Buckets::new(&[#(#bounds),*], #tolerance) })
}

fn number(bound: &Bound) -> TokenStream {
    let size = Literal::f64_suffixed(bound.number.abs());
    if bound.number < 0.0 { quote!(-#size) } else { quote!(#size) }
}
