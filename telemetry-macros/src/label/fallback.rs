//! Code for an enum with mistakes: it keeps the events that use it compiling, so that a mistake is
//! reported once.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Refused;
use crate::open;

/// One remote label with a description: nothing that an event could ask of an enum fails.
pub fn expand(refused: &Refused) -> TokenStream {
    let Refused { ident, generics, library } = refused;
    let (open, impl_generics) = (open::parameter(), open::with_parameter(generics, None));
    let (_, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        const _: () = {
            #library
            #[automatically_derived]
            impl #impl_generics __telemetry::DerivesTelemetryEnum<#open> for #ident #type_generics #where_clause {
                const LABELS: __telemetry::Labels = __telemetry::Labels::new(&["refused"], &[true], "refused");

                fn ordinal(&self) -> __telemetry::u8 {
                    0u8
                }
            }
        };
    }
}
