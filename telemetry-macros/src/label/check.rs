//! What a closed enum must be, one function a rule. The core checks labels again, in `const`.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::model::{Enum, Label, Variant};
use crate::errors::{Errors, Message};
use crate::names::{self, MAX_LABELS};

pub fn check(declared: &Enum, errors: &mut Errors) {
    has_a_variant(declared, errors);
    has_few_variants(declared, errors);
    labels_are_plain_words(declared, errors);
    labels_are_unique(declared, errors);
}

/// ```text
/// enum Source {}
/// ```
fn has_a_variant(declared: &Enum, errors: &mut Errors) {
    let Enum { ident, variants, .. } = declared;
    if variants.is_empty() {
        let message =
            Message::new(format_args!("`{ident}` has no variant, so there is nothing to send"))
                .help(
                    "write the values",
                    format_args!("enum {ident} {{\n    First,\n    Second,\n}}"),
                );
        errors.push(ident, message);
    }
}

/// Reported at the first variant that is too many.
fn has_few_variants(declared: &Enum, errors: &mut Errors) {
    if let Some(variant) = declared.variants.get(MAX_LABELS) {
        let message = Message::new(format_args!("an enum has at most {MAX_LABELS} labels"))
            .advice("group them into fewer");
        errors.push(&variant.ident, message);
    }
}

/// ```text
/// #[label = "Azure OpenAI"]
/// Azure,
/// ```
fn labels_are_plain_words(declared: &Enum, errors: &mut Errors) {
    for variant in &declared.variants {
        if let Some((fault, remedy)) = names::fault_of_label(&variant.label.text()) {
            let line = format!("#[label = {remedy:?}]\n{},", variant.ident);
            errors.push(place(variant), Message::new(fault).help("write", line));
        }
    }
}

/// ```text
/// #[label = "remote"]
/// Cloud,
/// Remote,
/// ```
fn labels_are_unique(declared: &Enum, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for variant in &declared.variants {
        let label = variant.label.text();
        if let Some(first) = seen.insert(label.clone(), variant) {
            let message = Message::new(format_args!(
                "`{}` and `{}` have one label, {label:?}, so nobody could tell them apart",
                first.name(),
                variant.name()
            ))
            .help(
                "give one of them another",
                format_args!("#[label = \"..\"]\n{},", variant.ident),
            );
            errors.push(place(variant), message);
        }
    }
}

/// Where a variant's label is made.
fn place(variant: &Variant) -> TokenStream {
    match &variant.label {
        Label::Written(label) => label.to_token_stream(),
        Label::OfVariant(_) => variant.ident.to_token_stream(),
    }
}

#[cfg(test)]
mod tests {
    use crate::label;

    fn expanded(variants: usize) -> String {
        let variants: String = (0..variants).map(|at| format!("V{at},")).collect();
        label::derive(syn::parse_str(&format!("enum Kind {{ {variants} }}")).unwrap()).to_string()
    }

    #[test]
    fn an_enum_has_256_labels_at_most() {
        assert!(!expanded(256).contains("compile_error"));
        let refused = expanded(258);
        assert_eq!(refused.matches("compile_error").count(), 1);
        assert!(refused.contains("an enum has at most 256 labels"));
    }
}
