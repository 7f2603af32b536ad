//! The policies of treatments that have settings.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::projection::Projection;
use crate::property::model::{AllowList, Bound, Buckets, Hash, Masking, Salt};

/// `Policy::allow_list(&["a", "b", "other"], true, <String as Listable>::OPTIONAL)`
pub fn allow_list(list: &AllowList, optional: &Projection) -> TokenStream {
    let labels = list.labels.iter().chain(&list.other);
    let covers_all = list.other.is_some();
    quote!(__telemetry::Policy::allow_list(&[#(#labels),*], #covers_all, #optional))
}

/// `Policy::pseudonym(Salt::Application, 12u8, false, <String as Pseudonymisable>::OPTIONAL)`
pub fn pseudonym(hash: &Hash, optional: &Projection) -> TokenStream {
    let Hash { salt, length, lower_case } = hash;
    let salt = match salt {
        Salt::Application => quote!(Application),
        Salt::Fixed(salt) => quote!(Fixed(#salt)),
        Salt::Install => quote!(Install),
        Salt::None => quote!(None),
    };
    quote! {
        __telemetry::Policy::pseudonym(__telemetry::Salt::#salt, #length, #lower_case, #optional)
    }
}

/// `Policy::generalised(&["8", "16", "32+"], &[8f64, 16f64], 0f64, <u32 as Generalisable>::SHAPE)`
pub fn generalisation(buckets: &Buckets, shape: &Projection) -> TokenStream {
    let labels = buckets.labels.iter().map(|label| &label.text);
    let bounds = buckets.upper_bounds().iter().map(number);
    let tolerance = buckets.tolerance.as_ref().map_or_else(|| quote!(0f64), number);
    quote!(__telemetry::Policy::generalised(&[#(#labels),*], &[#(#bounds),*], #tolerance, #shape))
}

/// `Policy::masked(Masking::Spans { max: 500u16, quoted: false }, <&Path as Scrubbable>::OPTIONAL)`
pub fn masking(masking: &Masking, optional: &Projection) -> TokenStream {
    let masking = match masking {
        Masking::Spans { max, quoted } => quote!(Spans { max: #max, quoted: #quoted }),
        Masking::Sql(max) => quote!(Sql { max: #max }),
        Masking::Signature => quote!(Signature),
        Masking::Arguments => quote!(Arguments),
    };
    quote!(__telemetry::Policy::masked(__telemetry::Masking::#masking, #optional))
}

fn number(bound: &Bound) -> TokenStream {
    let size = Literal::f64_suffixed(bound.number.abs());
    if bound.number < 0.0 { quote!(-#size) } else { quote!(#size) }
}
