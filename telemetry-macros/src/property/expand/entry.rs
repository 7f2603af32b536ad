//! One property: its line in the table and its line in the recording.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::manner;
use crate::property::model::{Field, Property, Treatment, When};
use crate::property::wording;

pub struct Entry<'a> {
    property: &'a Property<'a>,
    /// The local name of the field's value.
    binding: &'a Ident,
    /// `<Source as __telemetry::Closed>`
    projection: TokenStream,
    span: Span,
}

impl<'a> Entry<'a> {
    pub fn new(field: &'a Field, property: &'a Property<'a>, binding: &'a Ident) -> Self {
        let ty = &field.ty;
        let span = ty.span();
        let name = match property.treatment {
            Treatment::Closed => wording::closed_trait(ty),
            Treatment::Origin => "OriginField",
            Treatment::AllowList(_) => "Listable",
            Treatment::Suppressed => "Suppressible",
            Treatment::Pseudonym(_) => "Pseudonymisable",
            Treatment::Generalised(_) => "Generalisable",
            Treatment::DeclaredSafe(_) => "DeclaredSafe",
        };
        let name = Ident::new(name, span);
        let projection = quote_spanned!(span=> <#ty as __telemetry::#name>);
        Self { property, binding, projection, span }
    }

    /// `Property::closed("source", "..", <Source as Closed>::SHAPE)`, or for another treatment what it
    /// needs to know in place of the shape. Without a description it is that of the type.
    pub fn declaration(&self) -> TokenStream {
        let Self { property, projection, span, .. } = self;
        let Property { key, description, when, treatment } = property;
        let constant = |name| {
            let name = Ident::new(name, *span);
            quote_spanned!(*span=> #projection::#name)
        };
        let (maker, arguments) = match treatment {
            Treatment::Closed | Treatment::Origin => ("closed", constant("SHAPE")),
            Treatment::Suppressed => ("suppressed", constant("SHAPE")),
            Treatment::DeclaredSafe(reason) => {
                let shape = constant("SHAPE");
                ("declared_safe", quote!(#shape, #reason))
            }
            Treatment::Pseudonym(hash) => {
                let (optional, length) = (constant("OPTIONAL"), hash.length);
                let maker = if *when == When::Remote { "remote_pseudonym" } else { "pseudonym" };
                (maker, quote!(#length, #optional))
            }
            Treatment::AllowList(list) => {
                let (optional, labels) =
                    (constant("OPTIONAL"), list.labels.iter().chain(&list.other));
                let covers_all = list.other.is_some();
                ("allow_list", quote!(&[#(#labels),*], #covers_all, #optional))
            }
            Treatment::Generalised(buckets) => {
                let (optional, labels) =
                    (constant("OPTIONAL"), buckets.labels.iter().map(|label| &label.text));
                ("generalised", quote!(&[#(#labels),*], #optional))
            }
        };
        let maker = Ident::new(maker, Span::call_site());
        let property = quote!(__telemetry::Property::#maker(#key, #description, #arguments));
        match description.is_empty() {
            true => quote!(__telemetry::Property::described_by_type(#property)),
            false => property,
        }
    }

    /// `<Source as Closed>::record(__field_0, 0u8, __recorder);`, for some treatments with the manner of
    /// it, for some only while the origin says so.
    pub fn recording(&self, place: u8, recorder: &Ident, is_remote: &Ident) -> TokenStream {
        let Self { property, binding, projection, span } = self;
        let manner = manner::expression(&property.treatment);
        let record =
            quote_spanned!(*span=> #projection::record(#binding, #place, #recorder #manner););
        match property.when {
            When::Always => record,
            When::Local => quote!(if !#is_remote { #record }),
            When::Remote => quote!(if #is_remote { #record }),
        }
    }
}
