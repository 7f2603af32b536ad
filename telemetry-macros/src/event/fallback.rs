//! Code for what was refused as a whole: it keeps the rest of the crate compiling, so that a mistake is
//! reported once.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Refused;
use crate::open;

pub fn expand(refused: &Refused) -> TokenStream {
    let Refused { ident, generics, library, is_event } = refused;
    let (open, impl_generics) = (open::parameter(), open::with_parameter(generics, None));
    let (_, type_generics, where_clause) = generics.split_for_impl();
    let (name, constant) = match is_event {
        true => (
            quote!(DerivesTelemetryEvent),
            quote!(
                const SCHEMA: __telemetry::EventSchema = __telemetry::EventSchema::new("", "", &[]);
            ),
        ),
        false => (
            quote!(DerivesTelemetryCommon),
            quote!(
                const PROPERTIES: &'static [__telemetry::Property] = &[];
            ),
        ),
    };
    quote! {
        const _: () = {
            #library
            #[automatically_derived]
            impl #impl_generics __telemetry::#name<#open> for #ident #type_generics #where_clause {
                #constant

                fn record(&self, _: &mut __telemetry::Recorder<'_>) {}
            }
        };
    }
}
