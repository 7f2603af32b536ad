//! From the model to the implementations.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::{Event, Struct};
use crate::property;

/// ```text
/// const _: () = {
///     use ::telemetry::__private as __telemetry;
///     impl Properties for MessageSent<'_> { .. }
///     impl TelemetryEvent for MessageSent<'_> { .. }
/// };
/// ```
pub fn expand(declared: &Struct) -> TokenStream {
    let Struct { ident, generics, library, fields, event } = declared;
    let properties = property::expand::properties(ident, generics, fields);
    let event = event.as_ref().map(|event| schema(declared, event));
    quote! {
        #[allow(deprecated, dead_code, non_upper_case_globals, unused_qualifications, reason = "generated")]
        const _: () = {
            #library
            #properties
            #event
        };
    }
}

/// ```text
/// impl<'a> TelemetryEvent for MessageSent<'a> {
///     const SCHEMA: EventSchema = EventSchema::why(EventSchema::new("message_sent", "..", ..), "..");
/// }
/// ```
fn schema(declared: &Struct, event: &Event) -> TokenStream {
    let Struct { ident, generics, .. } = declared;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let Event { description, why, once, .. } = event;
    let name = event.name.text();
    let mut schema = quote! {
        __telemetry::EventSchema::new(#name, #description, <Self as __telemetry::Properties>::PROPERTIES)
    };
    if let Some(why) = why {
        schema = quote!(__telemetry::EventSchema::why(#schema, #why));
    }
    if *once {
        schema = quote!(__telemetry::EventSchema::once(#schema, __telemetry::Once::Install));
    }
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #impl_generics __telemetry::TelemetryEvent for #ident #type_generics #where_clause {
            const SCHEMA: __telemetry::EventSchema = #schema;
        }
    }
}
