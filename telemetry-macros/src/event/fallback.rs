//! Code for what was refused as a whole: it keeps the rest of the crate compiling, so that a mistake is
//! reported once.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Refused;

pub fn expand(refused: &Refused) -> TokenStream {
    let Refused { ident, generics, library, is_event } = refused;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (name, constant) = match is_event {
        true => (
            quote!(TelemetryEvent),
            quote!(
                const SCHEMA: __telemetry::EventSchema = __telemetry::EventSchema::new("", "", &[]);
            ),
        ),
        false => (
            quote!(Properties),
            quote!(
                const PROPERTIES: &'static [__telemetry::Property] = &[];
            ),
        ),
    };
    quote! {
        const _: () = {
            #library
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #impl_generics __telemetry::#name for #ident #type_generics #where_clause {
                #constant

                fn record(&self, _: &mut __telemetry::Recorder<'_>) {}
            }
        };
    }
}
