//! From the model to the implementation.

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Enum;
use crate::open;

/// ```text
/// const _: () = {
///     use ::telemetry::__private as __telemetry;
///     #[automatically_derived]
///     impl<__Open> DerivesTelemetryEnum<__Open> for Source {
///         const LABELS: Labels = Labels::new(&["chat_ui", "plugin"], &[false, false], "..");
///
///         fn ordinal(&self) -> u8 {
///             match self {
///                 Self::ChatUi => 0u8,
///                 Self::Plugin => 1u8,
///             }
///         }
///     }
/// };
/// ```
pub fn expand(declared: &Enum) -> TokenStream {
    let Enum { ident, library, description, variants, .. } = declared;
    let open = open::parameter();
    let labels = variants.iter().map(|variant| variant.label.text());
    let remote = variants.iter().map(|variant| variant.is_remote);
    let names = variants.iter().map(|variant| &variant.ident);
    let ordinals = 0..=u8::MAX;
    quote! {
        #[allow(deprecated, reason = "a deprecated variant is still a value")]
        const _: () = {
            #library
            #[automatically_derived]
            impl<#open> __telemetry::DerivesTelemetryEnum<#open> for #ident {
                const LABELS: __telemetry::Labels =
                    __telemetry::Labels::new(&[#(#labels),*], &[#(#remote),*], #description);

                fn ordinal(&self) -> __telemetry::u8 {
                    match self { #(Self::#names => #ordinals),* }
                }
            }
        };
    }
}
