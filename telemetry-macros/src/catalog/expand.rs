//! From the model to the catalogue's type, its implementations and its checks.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::model::Catalog;
use crate::names::local;

/// ```text
/// pub struct Osaurus;
/// const _: () = {
///     use ::telemetry::__private as __telemetry;
///     type __Backend0 = Aptabase;
///     impl Catalog for Osaurus { .. }
///     impl Osaurus { pub fn json() -> String { .. } .. }
///     impl DerivedListed<Osaurus> for MessageSent<'_> { const PLACE: u16 = 0u16; }
///     impl DerivedChecks<__Backend0> for Osaurus {}
///     const event_1: () = { .. };
/// };
/// ```
pub fn expand(catalog: &Catalog) -> TokenStream {
    let Catalog { attributes, visibility, struct_token, ident, library, backends, events, .. } =
        catalog;
    let implementation = implementation(catalog);
    let listed = (0u16..).zip(events).map(|(place, event)| listed(catalog, place, event));
    let types = backends
        .iter()
        .zip(aliases(backends))
        .map(|(backend, alias)| quote_spanned!(backend.span()=> type #alias = #backend;));
    let checked_for = aliases(backends).map(|backend| checked_for(catalog, &backend));
    let documents = documents(catalog);
    let checks_of_events = (0..events.len()).map(|place| checks_of_event(catalog, place));
    let checks_of_common = checks_of_common(catalog);
    quote! {
        #(#attributes)*
        #visibility #struct_token #ident;

        #[allow(deprecated, dead_code, non_upper_case_globals, unused_qualifications, reason = "generated")]
        const _: () = {
            #library
            #(#types)*
            #implementation
            #documents
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
    let Catalog {
        ident, intro, library, title, app, salt, backends, common, events, never, ..
    } = catalog;
    let app = app
        .as_ref()
        .map_or_else(|| quote!(__telemetry::env!("CARGO_PKG_NAME")), |app| quote!(#app));
    let salt = salt.as_ref().map_or_else(|| app.clone(), |salt| quote!(#salt));
    let title = title.as_ref().map(|title| quote!(#title)).unwrap_or_else(|| quote!(""));
    let (common, span) = match common {
        Some(common) => (quote!(#common), common.span()),
        None => (quote!(()), Span::call_site()),
    };
    let common_properties = quote_spanned!(span=> <#common as __telemetry::Properties>);
    let events = events.iter().map(event_schema);
    let library = match library.path() {
        Some(path) => quote!(__telemetry::Option::Some(#path)),
        None => quote!(__telemetry::Option::None),
    };
    let limits = aliases(backends).map(|backend| limits(&backend));
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
                    version: __telemetry::env!("CARGO_PKG_VERSION"),
                    debug: __telemetry::cfg!(debug_assertions),
                },
                backends: &[#(#limits),*],
                library: #library,
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

/// `impl DerivedListed<Osaurus> for MessageSent<'_> { const PLACE: u16 = 0u16; }`
fn listed(catalog: &Catalog, place: u16, event: &Type) -> TokenStream {
    let Catalog { ident, .. } = catalog;
    quote_spanned! {event.span()=>
        #[automatically_derived]
        impl __telemetry::DerivedListed<#ident> for #event {
            const PLACE: __telemetry::u16 = #place;
        }
    }
}

/// `impl DerivedChecks<__Backend0> for Osaurus {}`
fn checked_for(catalog: &Catalog, backend: &Ident) -> TokenStream {
    let Catalog { ident, .. } = catalog;
    quote_spanned! {backend.span()=>
        #[automatically_derived]
        impl __telemetry::DerivedChecks<#backend> for #ident {}
    }
}

/// ```text
/// const event_2: () = {
///     check::name_is_unique(&<Second as TelemetryEvent>::SCHEMA, &[&<First as TelemetryEvent>::SCHEMA]);
///     check::keys_are_unique(&<Second as TelemetryEvent>::SCHEMA, <Machine as Properties>::PROPERTIES);
///     check::event_fits(&<Second as TelemetryEvent>::SCHEMA, &<__Backend0 as Backend>::LIMITS);
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
    let limits: Vec<_> = aliases(backends).map(|backend| limits(&backend)).collect();
    quote_spanned! {span=>
        const #name: () = {
            __telemetry::check::name_is_unique(#schema, &[#(#earlier),*]);
            #(__telemetry::check::keys_are_unique(#schema, <#common as __telemetry::Properties>::PROPERTIES);)*
            #(__telemetry::check::event_fits(#schema, &#limits);)*
            #(__telemetry::check_bits(#schema, #max_bits);)*
        };
    }
}

/// `const common_properties: () = { check::keys_fit(<Machine as Properties>::PROPERTIES, &<__Backend0 as Backend>::LIMITS); };`
fn checks_of_common(catalog: &Catalog) -> Option<TokenStream> {
    let Catalog { common, backends, .. } = catalog;
    let common = common.as_ref()?;
    let limits: Vec<_> = aliases(backends).map(|backend| limits(&backend)).collect();
    Some(quote_spanned! {common.span()=>
        const common_properties: () = {
            #(__telemetry::check::keys_fit(<#common as __telemetry::Properties>::PROPERTIES, &#limits);)*
        };
    })
}

/// A name for each backend, under its own span: what is not there is missing once.
fn aliases(backends: &[Type]) -> impl Iterator<Item = Ident> {
    let number =
        |(at, backend): (usize, &Type)| format_ident!("__Backend{at}", span = backend.span());
    backends.iter().enumerate().map(number)
}

/// `<__Backend0 as Backend>::LIMITS`
fn limits(backend: &Ident) -> TokenStream {
    quote_spanned!(backend.span()=> <#backend as __telemetry::Backend>::LIMITS)
}

/// ```text
/// impl Osaurus {
///     pub fn json() -> String { CatalogSchema::json(&<Self as Catalog>::SCHEMA) }
///     pub fn markdown() -> String { CatalogSchema::markdown(&<Self as Catalog>::SCHEMA) }
/// }
/// ```
fn documents(catalog: &Catalog) -> TokenStream {
    let Catalog { visibility, ident, .. } = catalog;
    quote! {
        impl #ident {
            /// The catalogue as JSON, in the published format 1: keys may be added to it, and none is
            /// taken away.
            #[must_use]
            #visibility fn json() -> __telemetry::String {
                __telemetry::CatalogSchema::json(&<Self as __telemetry::Catalog>::SCHEMA)
            }

            /// The catalogue as the privacy document that users read.
            #[must_use]
            #visibility fn markdown() -> __telemetry::String {
                __telemetry::CatalogSchema::markdown(&<Self as __telemetry::Catalog>::SCHEMA)
            }
        }
    }
}
