//! From the model to the catalogue's type, its implementations and its checks.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::model::Catalog;
use crate::names::local;

/// ```text
/// pub struct Osaurus;
/// const _: () = {
///     use ::telemetry::__private as __telemetry;
///     impl Catalog for Osaurus { .. }
///     impl Listed<Osaurus> for MessageSent<'_> { const PLACE: u16 = 0u16; }
///     impl CheckedFor<Aptabase> for Osaurus {}
///     const event_1: () = { .. };
/// };
/// ```
pub fn expand(catalog: &Catalog) -> TokenStream {
    let Catalog { attributes, visibility, ident, library, backends, events, .. } = catalog;
    let implementation = implementation(catalog);
    let listed = (0u16..).zip(events).map(|(place, event)| listed(catalog, place, event));
    let checked_for = backends.iter().map(|backend| checked_for(catalog, backend));
    let checks_of_events = (0..events.len()).map(|place| checks_of_event(catalog, place));
    let checks_of_common = checks_of_common(catalog);
    quote! {
        #(#attributes)*
        #visibility struct #ident;

        #[allow(deprecated, dead_code, non_upper_case_globals, unused_qualifications, reason = "generated")]
        const _: () = {
            #library
            #implementation
            #(#listed)*
            #(#checked_for)*
            #(#checks_of_events)*
            #checks_of_common
        };
    }
}

/// ```text
/// impl Catalog for Osaurus {
///     type Common = Machine;
///     const SCHEMA: CatalogSchema = CatalogSchema { title: "..", .. };
///
///     fn record_common(common: &Machine, recorder: &mut Recorder<'_>) {
///         <Machine as Properties>::record(common, recorder);
///     }
/// }
/// ```
fn implementation(catalog: &Catalog) -> TokenStream {
    let Catalog { ident, intro, title, app, salt, common, events, never, .. } = catalog;
    let app =
        app.as_ref().map_or_else(|| quote!(::core::env!("CARGO_PKG_NAME")), |app| quote!(#app));
    let salt = salt.as_ref().map_or_else(|| app.clone(), |salt| quote!(#salt));
    let title = title.as_ref().map(|title| quote!(#title)).unwrap_or_else(|| quote!(""));
    let (common, span) = match common {
        Some(common) => (quote!(#common), common.span()),
        None => (quote!(()), Span::call_site()),
    };
    let common_properties = quote_spanned!(span=> <#common as __telemetry::Properties>);
    let events = events.iter().map(event_schema);
    let (values, recorder) = (local("common"), local("recorder"));
    quote! {
        #[automatically_derived]
        impl __telemetry::Catalog for #ident {
            type Common = #common;
            const SCHEMA: __telemetry::CatalogSchema = __telemetry::CatalogSchema {
                title: #title,
                intro: #intro,
                app: __telemetry::App {
                    name: #app,
                    version: ::core::env!("CARGO_PKG_VERSION"),
                    debug: ::core::cfg!(debug_assertions),
                },
                salt: #salt,
                common: #common_properties::PROPERTIES,
                events: &[#(#events),*],
                never: &[#(#never),*],
            };

            fn record_common(#values: &#common, #recorder: &mut __telemetry::Recorder<'_>) {
                #common_properties::record(#values, #recorder);
            }
        }
    }
}

/// `&<MessageSent<'_> as TelemetryEvent>::SCHEMA`
fn event_schema(event: &Type) -> TokenStream {
    quote_spanned!(event.span()=> &<#event as __telemetry::TelemetryEvent>::SCHEMA)
}

/// `impl Listed<Osaurus> for MessageSent<'_> { const PLACE: u16 = 0u16; }`
fn listed(catalog: &Catalog, place: u16, event: &Type) -> TokenStream {
    let Catalog { ident, .. } = catalog;
    quote_spanned! {event.span()=>
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __telemetry::Listed<#ident> for #event {
            const PLACE: __telemetry::u16 = #place;
        }
    }
}

/// `impl CheckedFor<Aptabase> for Osaurus {}`
fn checked_for(catalog: &Catalog, backend: &Type) -> TokenStream {
    let Catalog { ident, .. } = catalog;
    quote_spanned! {backend.span()=>
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __telemetry::CheckedFor<#backend> for #ident {}
    }
}

/// ```text
/// const event_2: () = {
///     check::name_is_unique(&<Second as TelemetryEvent>::SCHEMA, &[&<First as TelemetryEvent>::SCHEMA]);
///     check::keys_are_unique(&<Second as TelemetryEvent>::SCHEMA, <Machine as Properties>::PROPERTIES);
///     check::event_fits(&<Second as TelemetryEvent>::SCHEMA, &<Aptabase as Backend>::LIMITS);
/// };
/// ```
/// One constant an event, because the first failure in a constant is the last.
fn checks_of_event(catalog: &Catalog, place: usize) -> TokenStream {
    let Catalog { events, common, backends, max_bits, .. } = catalog;
    let max_bits = max_bits.iter();
    let (earlier, event) = (&events[..place], &events[place]);
    let name = format_ident!("event_{}", place + 1);
    let span = event.span();
    let schema = event_schema(event);
    let earlier = earlier.iter().map(event_schema);
    let common = common.iter();
    let limits = backends.iter().map(limits);
    quote_spanned! {span=>
        const #name: () = {
            __telemetry::check::name_is_unique(#schema, &[#(#earlier),*]);
            #(__telemetry::check::keys_are_unique(#schema, <#common as __telemetry::Properties>::PROPERTIES);)*
            #(__telemetry::check::event_fits(#schema, #limits);)*
            #(__telemetry::check::bits_fit(#schema, #max_bits);)*
        };
    }
}

/// `const common_properties: () = { check::keys_fit(<Machine as Properties>::PROPERTIES, &<Aptabase as Backend>::LIMITS); };`
fn checks_of_common(catalog: &Catalog) -> Option<TokenStream> {
    let Catalog { common, backends, .. } = catalog;
    let common = common.as_ref()?;
    let limits = backends.iter().map(limits);
    Some(quote_spanned! {common.span()=>
        const common_properties: () = {
            #(__telemetry::check::keys_fit(<#common as __telemetry::Properties>::PROPERTIES, #limits);)*
        };
    })
}

/// `&<Aptabase as Backend>::LIMITS`
fn limits(backend: &Type) -> TokenStream {
    quote_spanned!(backend.span()=> &<#backend as __telemetry::Backend>::LIMITS)
}
