//! From the model to the table of properties and the code that records them.
//!
//! A field's type is projected through the trait of its treatment, under the type's own span, in the
//! table and in the recording alike: the compiler then reports a type that does not fit once, there.

mod checks;
mod entry;
mod outside;
mod projection;
mod treatment;

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::{Field, Property, When};
use crate::names::local;
use entry::Entry;

pub use outside::outside;
pub use projection::Projection;

/// The two halves of an implementation, and what has to hold for it.
pub struct Properties {
    /// ```text
    /// &properties(
    ///     ["model_source", "model"],
    ///     ["..", ".."],
    ///     [<ModelSource as OriginField>::POLICY, <&'a str as Suppressible>::POLICY],
    /// )
    /// ```
    /// In columns, because as many calls would cost the compiler more.
    pub table: TokenStream,
    /// ```text
    /// fn record(&self, __recorder: &mut Recorder<'_>) {
    ///     let Self { model_source: __field_0, model: __field_1 } = self;
    ///     let __is_remote = <ModelSource as OriginField>::is_remote(__field_0);
    ///     <ModelSource as OriginField>::record(__field_0, 0u8, __recorder);
    ///     if !__is_remote { <&'a str as Suppressible>::record(__field_1, 1u8, __recorder); }
    /// }
    /// ```
    /// The pattern has no `..`: a field that another macro adds or takes away does not compile.
    pub recording: TokenStream,
    /// Constants beside the implementation.
    pub checks: TokenStream,
}

pub fn properties(fields: &[Field]) -> Properties {
    let bindings: Vec<Ident> = (0..fields.len()).map(|at| local(&format!("field_{at}"))).collect();
    let properties: Vec<Vec<Property>> = fields.iter().map(Field::properties).collect();
    let of_fields = fields.iter().zip(&bindings).zip(&properties);
    let entries: Vec<Entry> = of_fields
        .flat_map(|((field, binding), of_field)| {
            of_field.iter().map(move |property| Entry::new(field, property, binding))
        })
        .collect();
    Properties {
        table: table(&entries),
        recording: recording(fields, &bindings, &properties, &entries),
        checks: checks::checks(fields, &entries),
    }
}

fn table(entries: &[Entry]) -> TokenStream {
    if entries.is_empty() {
        return quote!(&[]);
    }
    let keys = entries.iter().map(|entry| &entry.property.key);
    let descriptions = entries.iter().map(|entry| &entry.property.description);
    quote!(&__telemetry::properties([#(#keys),*], [#(#descriptions),*], [#(#entries),*]))
}

fn recording(
    fields: &[Field],
    bindings: &[Ident],
    properties: &[Vec<Property>],
    entries: &[Entry],
) -> TokenStream {
    let names = fields.iter().map(|field| &field.ident);
    let (recorder, is_remote) = (local("recorder"), local("is_remote"));
    let unsent = bindings.iter().zip(properties).filter(|(_, of_field)| of_field.is_empty());
    let unsent = unsent.map(|(binding, _)| binding);
    let is_origin_read = properties.iter().flatten().any(|property| property.when != When::Always);
    let origin = fields.iter().zip(bindings).find(|(field, _)| is_origin_read && field.is_origin());
    let origin = origin.map(|(field, binding)| {
        let ty = &field.ty;
        quote_spanned!(ty.span()=> let #is_remote = <#ty as __telemetry::OriginField>::is_remote(#binding);)
    });
    let calls = (0u8..=u8::MAX)
        .zip(entries)
        .map(|(place, entry)| entry.recording(place, &recorder, &is_remote));
    quote! {
        fn record(&self, #recorder: &mut __telemetry::Recorder<'_>) {
            let Self { #(#names: #bindings),* } = self;
            #(let _ = #unsent;)*
            #origin
            #(#calls)*
        }
    }
}
