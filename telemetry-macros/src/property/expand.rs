//! From the model to the table of properties and the code that records them.
//!
//! A field's type is projected through the trait of its treatment, under the type's own span, in the
//! table and in the recording alike: the compiler then reports a type that does not fit once, there.

mod entry;
mod manner;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Generics;
use syn::spanned::Spanned;

use super::model::{Field, Property, When};
use crate::names::local;
use entry::Entry;

/// ```text
/// impl<'a> Properties for MessageSent<'a> {
///     const PROPERTIES: &'static [Property] = &[
///         Property::closed("model_source", "..", <ModelSource as OriginField>::SHAPE),
///         Property::suppressed("model", "..", <&'a str as Suppressible>::SHAPE),
///     ];
///
///     fn record(&self, __recorder: &mut Recorder<'_>) {
///         let Self { model_source: __field_0, model: __field_1 } = self;
///         let __is_remote = <ModelSource as OriginField>::is_remote(__field_0);
///         <ModelSource as OriginField>::record(__field_0, 0u8, __recorder);
///         if !__is_remote { <&'a str as Suppressible>::record(__field_1, 1u8, __recorder); }
///     }
/// }
/// const origin_has_remote_variants: () = check_origin(<ModelSource as OriginField>::HAS_REMOTE);
/// const description_of_model: () = check_description(&<MessageSent<'_> as Properties>::PROPERTIES[1]);
/// ```
/// The pattern has no `..`: a field that another macro adds or takes away does not compile.
pub fn properties(ident: &Ident, generics: &Generics, fields: &[Field]) -> TokenStream {
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let names = fields.iter().map(|field| &field.ident);
    let bindings: Vec<Ident> = (0..fields.len()).map(|at| local(&format!("field_{at}"))).collect();
    let properties: Vec<Vec<Property>> = fields.iter().map(Field::properties).collect();
    let recorder = local("recorder");
    let is_remote = local("is_remote");

    let of_fields = fields.iter().zip(&bindings).zip(&properties);
    let entries: Vec<Entry> = of_fields
        .flat_map(|((field, binding), of_field)| {
            of_field.iter().map(move |property| Entry::new(field, property, binding))
        })
        .collect();
    let table = entries.iter().map(Entry::declaration);
    let recording =
        (0u8..).zip(&entries).map(|(place, entry)| entry.recording(place, &recorder, &is_remote));
    let unsent = bindings.iter().zip(&properties).filter(|(_, of_field)| of_field.is_empty());
    let unsent = unsent.map(|(binding, _)| binding);
    let is_origin_read = properties.iter().flatten().any(|property| property.when != When::Always);
    let origin =
        fields.iter().zip(&bindings).find(|(field, _)| is_origin_read && field.is_origin());
    let origin = origin.map(|(field, binding)| {
        let ty = &field.ty;
        quote_spanned!(ty.span()=> let #is_remote = <#ty as __telemetry::OriginField>::is_remote(#binding);)
    });
    let checks = checks(ident, generics, fields, &properties);
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #impl_generics __telemetry::Properties for #ident #type_generics #where_clause {
            const PROPERTIES: &'static [__telemetry::Property] = &[#(#table),*];

            fn record(&self, #recorder: &mut __telemetry::Recorder<'_>) {
                let Self { #(#names: #bindings),* } = self;
                #(let _ = #unsent;)*
                #origin
                #(#recording)*
            }
        }
        #checks
    }
}

/// What only constants tell, each in a constant of its own, whose name the compiler's message shows.
fn checks(
    ident: &Ident,
    generics: &Generics,
    fields: &[Field],
    properties: &[Vec<Property>],
) -> TokenStream {
    let mut checks = TokenStream::new();
    if let Some(origin) = fields.iter().find(|field| field.is_sound && field.is_origin()) {
        let ty = &origin.ty;
        checks.extend(quote_spanned! {ty.span()=>
            const origin_has_remote_variants: () =
                __telemetry::check_origin(<#ty as __telemetry::OriginField>::HAS_REMOTE);
        });
    }
    let mut place = 0usize;
    for (field, of_field) in fields.iter().zip(properties) {
        if field.needs_description_of_type() && !of_field.is_empty() {
            let name = format_ident!("description_of_{}", field.key);
            let lifetimes = generics.lifetimes().map(|_| quote!('_));
            checks.extend(quote_spanned! {field.ident.span()=>
                const #name: () = __telemetry::check_description(
                    &<#ident<#(#lifetimes),*> as __telemetry::Properties>::PROPERTIES[#place]
                );
            });
        }
        place += of_field.len();
    }
    checks
}
