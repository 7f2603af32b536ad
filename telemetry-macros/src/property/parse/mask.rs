//! `#[scrub(max = 500)]` and `#[mask_sql(max = 2000)]`

use proc_macro2::Ident;
use quote::ToTokens;
use syn::Lit;

use crate::arguments::{self, Argument, Setting, Value};
use crate::attribute::{Arguments, Helper};
use crate::errors::{Errors, Message};

/// How many characters are left of a text: unless the attribute says otherwise, and at most.
pub struct Lengths {
    default: u16,
    most: u16,
}

/// The end of a long message says little, and each character is one more that a rule could miss.
pub const SCRUB: Lengths = Lengths { default: 500, most: 4000 };

pub const SQL: Lengths = Lengths { default: 2000, most: 4000 };

/// `max = 500`, or the default.
pub fn characters(helper: &Helper, lengths: &Lengths, errors: &mut Errors) -> u16 {
    let name = &helper.name;
    let mut max = Setting::new("max");
    let entries = match &helper.arguments {
        Arguments::None => Vec::new(),
        Arguments::List(tokens) => arguments::entries(tokens),
        Arguments::Value(value) => vec![Argument::Other(value.clone())],
    };
    for entry in entries {
        match entry {
            Argument::Pair(key, value) if key == "max" => {
                if let Some(value) = in_range(&key, &value, lengths, errors) {
                    max.set(&key, value, errors);
                }
            }
            Argument::Pair(key, _) | Argument::Word(key) if key != "max" => {
                arguments::unknown_key(&key, &name.to_string(), &["max"], errors);
            }
            entry => {
                let message = Message::new(format_args!("`{name}` takes settings only"))
                    .help("write", format_args!("#[{name}(max = {})]", lengths.default));
                errors.push(entry, message);
            }
        }
    }
    max.get().unwrap_or(lengths.default)
}

fn in_range(key: &Ident, value: &Value, lengths: &Lengths, errors: &mut Errors) -> Option<u16> {
    if let Value::Literal(Lit::Int(number)) = value
        && let Ok(max) = number.base10_parse()
        && (1..=lengths.most).contains(&max)
    {
        return Some(max);
    }
    let message = Message::new(format_args!(
        "`max` is 1 to {} characters: the longer a text is, the more a rule can miss in it",
        lengths.most
    ))
    .help("write", format_args!("max = {}", lengths.default));
    if value.to_token_stream().is_empty() {
        errors.push(key, message);
    } else {
        errors.push(value, message);
    }
    None
}
