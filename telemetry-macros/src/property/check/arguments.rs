//! Labels, bounds and tolerances. The core checks them again, in `const`.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::errors::{Errors, Message};
use crate::names::{self, MAX_LABELS};
use crate::property::model::{Buckets, Field, Meaning};

/// ```text
/// #[enum_only("openai", "open ai", "openai")]
/// provider: &'a str,
/// ```
pub fn labels_are_plain_words(field: &Field, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for (place, (label, tokens)) in labels(field).into_iter().enumerate() {
        if let Some((fault, remedy)) = names::fault_of_label(&label) {
            errors.push(tokens, Message::new(fault).help("write", format_args!("{remedy:?}")));
        } else if place == MAX_LABELS {
            errors.push(
                tokens,
                Message::new(format_args!("at most {MAX_LABELS} labels are sent"))
                    .advice("group them into fewer"),
            );
        } else if !seen.insert(label.clone()) {
            let message = Message::new(format_args!("the label {label:?} is there twice"))
                .advice("remove or rename one");
            errors.push(tokens, message);
        }
    }
}

fn labels(field: &Field) -> Vec<(String, TokenStream)> {
    let mut labels = Vec::new();
    for annotation in &field.annotations {
        match &annotation.meaning {
            Meaning::AllowList(list) => {
                let all = list.labels.iter().chain(&list.other);
                labels.extend(all.map(|label| (label.value(), label.to_token_stream())));
            }
            Meaning::Bucket(buckets) => {
                labels.extend(
                    buckets.labels.iter().map(|label| (label.text.clone(), label.tokens.clone())),
                );
            }
            _ => {}
        }
    }
    labels
}

/// ```text
/// #[bucket(8, 32, 16)]
/// memory: u32,
/// ```
pub fn bounds_increase(field: &Field, errors: &mut Errors) {
    for pair in buckets(field).flat_map(|buckets| buckets.bounds.windows(2)) {
        let [lower, upper] = pair else { continue };
        if upper.number <= lower.number {
            let message = Message::new(format_args!(
                "bounds increase: {} cannot follow {}",
                upper.number, lower.number
            ))
            .advice("write the smallest first, and each once");
            errors.push(&upper.tokens, message);
        }
    }
}

/// ```text
/// #[bucket(8, 16, tolerance = 10)]
/// memory: u32,
/// ```
/// A tolerance that reaches the next bound leaves its bucket empty.
pub fn tolerance_is_small(field: &Field, errors: &mut Errors) {
    for buckets in buckets(field) {
        let Some(tolerance) = &buckets.tolerance else { continue };
        let gaps = buckets.bounds.windows(2).map(|pair| pair[1].number - pair[0].number);
        let narrowest = gaps.filter(|gap| *gap > 0.0).fold(f64::INFINITY, f64::min);
        if tolerance.number < 0.0 || tolerance.number >= narrowest {
            let message = Message::new(
                "a tolerance is not negative, and less than the distance of any two bounds",
            )
            .help("write a smaller one", "tolerance = 0.5");
            errors.push(&tolerance.tokens, message);
        }
    }
}

fn buckets(field: &Field) -> impl Iterator<Item = &Buckets> {
    field.annotations.iter().filter_map(|annotation| match &annotation.meaning {
        Meaning::Bucket(buckets) => Some(buckets),
        _ => None,
    })
}
