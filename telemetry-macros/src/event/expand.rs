//! From the model to the implementation.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::aggregate;
use super::model::{Event, Once, Struct};
use crate::open;
use crate::property::expand::{Properties, outside, properties};

/// ```text
/// const _: () = {
///     use ::telemetry::__private as __telemetry;
///     impl<'a, __Open> DerivesTelemetryEvent<__Open> for MessageSent<'a> {
///         const SCHEMA: EventSchema = EventSchema::why(EventSchema::new("message_sent", "..", ..), "..");
///         fn record(..) { .. }
///     }
/// };
/// ```
/// or for common properties `DerivesTelemetryCommon`.
pub fn expand(declared: &Struct) -> TokenStream {
    let Struct { ident, generics, library, fields, event } = declared;
    let is_daily = event.as_ref().is_some_and(Event::is_daily);
    let bound = is_daily.then(|| quote!(: __telemetry::OnceADay));
    let (open, impl_generics) = (open::parameter(), open::with_parameter(generics, bound));
    let (_, type_generics, where_clause) = generics.split_for_impl();
    let Properties { table, recording, checks } = properties(fields);
    let checks = outside(checks, ident, generics);
    let (name, constant) = match event {
        Some(event) => {
            let schema = schema(declared, event, &table);
            let constant = quote!(const SCHEMA: __telemetry::EventSchema = #schema;);
            (quote!(DerivesTelemetryEvent), constant)
        }
        None => {
            let constant = quote!(const PROPERTIES: &'static [__telemetry::Property] = #table;);
            (quote!(DerivesTelemetryCommon), constant)
        }
    };
    let budget = event.as_ref().and_then(|event| budget(declared, event));
    let repetition = event.as_ref().and_then(|event| repetition(declared, event));
    let aggregate = aggregate::expand(declared);
    quote! {
        #[allow(deprecated, dead_code, non_upper_case_globals, unused_qualifications, reason = "generated")]
        const _: () = {
            #library
            #[automatically_derived]
            impl #impl_generics __telemetry::#name<#open> for #ident #type_generics #where_clause {
                #constant
                #recording
            }
            #checks
            #budget
            #repetition
            #aggregate
        };
    }
}

/// `EventSchema::why(EventSchema::new("message_sent", "..", ..), "..")`
fn schema(declared: &Struct, event: &Event, table: &TokenStream) -> TokenStream {
    let Event { description, why, once, .. } = event;
    let name = event.name.text();
    let mut schema = quote!(__telemetry::EventSchema::new(#name, #description, #table));
    if let Some(why) = why {
        schema = quote!(__telemetry::EventSchema::why(#schema, #why));
    }
    if let Some(once) = once.as_ref().and_then(|once| limit(declared, once)) {
        schema = quote!(__telemetry::EventSchema::once(#schema, __telemetry::Once::#once));
    }
    if let Some(path) = declared.library.path() {
        schema = quote!(__telemetry::EventSchema::library(#schema, #path));
    }
    schema
}

/// `InstallPer(2u8)`: the place of the property that there is one event for each value of.
fn limit(declared: &Struct, once: &Once) -> Option<TokenStream> {
    let place = |field: &Ident| {
        let before = declared.fields.iter().take_while(|before| before.ident != *field);
        u8::try_from(before.map(|field| field.properties().len()).sum::<usize>()).ok()
    };
    Some(match once {
        Once::Install => quote!(Install),
        Once::Session => quote!(Session),
        Once::Process => quote!(Process),
        Once::Day => quote!(Day),
        Once::InstallPer(field) => {
            let place = place(field)?;
            quote!(InstallPer(#place))
        }
        Once::ProcessPer(field) => {
            let place = place(field)?;
            quote!(ProcessPer(#place))
        }
    })
}

/// `const bits_of_event: () = check_bits(&<MessageSent<'_> as TelemetryEvent>::SCHEMA, 64);`
fn budget(declared: &Struct, event: &Event) -> Option<TokenStream> {
    let max = event.max_bits.as_ref()?;
    let schema = declared_schema(declared);
    Some(quote_spanned! {max.span()=>
        const bits_of_event: () = __telemetry::check_bits(#schema, #max);
    })
}

/// `const once_per_field: () = check_once(&<ToolUsed<'_> as TelemetryEvent>::SCHEMA);`
fn repetition(declared: &Struct, event: &Event) -> Option<TokenStream> {
    let field = event.once.as_ref().and_then(Once::per)?;
    let schema = declared_schema(declared);
    Some(quote_spanned! {field.span()=>
        const once_per_field: () = __telemetry::check_once(#schema);
    })
}

/// `&<MessageSent<'_> as TelemetryEvent>::SCHEMA`
fn declared_schema(declared: &Struct) -> TokenStream {
    let Struct { ident, generics, .. } = declared;
    let lifetimes = generics.lifetimes().map(|_| quote!('_));
    quote!(&<#ident<#(#lifetimes),*> as __telemetry::TelemetryEvent>::SCHEMA)
}
