//! `#[scrub(max = 500, quoted)]` and `#[mask_sql(max = 2000)]`

use proc_macro2::Ident;
use quote::ToTokens;
use syn::Lit;

use crate::arguments::{self, Argument, Setting, Value};
use crate::attribute::{Arguments, Helper};
use crate::errors::{Errors, Message};

/// How many characters are left of a text, unless the attribute says otherwise and at most, and what else
/// it can say.
pub struct Masks {
    default: u16,
    most: u16,
    settings: &'static [&'static str],
}

/// The end of a long message says little, and each character is one more that a rule could miss.
pub const SCRUB: Masks = Masks { default: 500, most: 4000, settings: &["max", "quoted"] };

pub const SQL: Masks = Masks { default: 2000, most: 4000, settings: &["max"] };

/// `max = 500`, or the default, and whether there is `quoted`.
pub fn settings(helper: &Helper, masks: &Masks, errors: &mut Errors) -> (u16, bool) {
    let name = &helper.name;
    let (mut max, mut quoted) = (Setting::new("max"), Setting::new("quoted"));
    let entries = match &helper.arguments {
        Arguments::None => Vec::new(),
        Arguments::List(tokens) => arguments::entries(tokens),
        Arguments::Value(value) => vec![Argument::Other(value.clone())],
    };
    for entry in entries {
        match entry {
            Argument::Pair(key, value) if key == "max" => {
                if let Some(value) = in_range(&key, &value, masks, errors) {
                    max.set(&key, value, errors);
                }
            }
            Argument::Word(key) if key == "quoted" && masks.settings.contains(&"quoted") => {
                quoted.set(&key, (), errors);
            }
            Argument::Pair(key, _) | Argument::Word(key)
                if !masks.settings.iter().any(|known| key == known) =>
            {
                arguments::unknown_key(&key, &name.to_string(), masks.settings, errors);
            }
            entry => {
                let message = Message::new(format_args!("`{name}` takes settings only"))
                    .help("write", format_args!("#[{name}(max = {})]", masks.default));
                errors.push(entry, message);
            }
        }
    }
    (max.get().unwrap_or(masks.default), quoted.get().is_some())
}

fn in_range(key: &Ident, value: &Value, masks: &Masks, errors: &mut Errors) -> Option<u16> {
    if let Value::Literal(Lit::Int(number)) = value
        && let Ok(max) = number.base10_parse()
        && (1..=masks.most).contains(&max)
    {
        return Some(max);
    }
    let message = Message::new(format_args!(
        "`max` is 1 to {} characters: the longer a text is, the more a rule can miss in it",
        masks.most
    ))
    .help("write", format_args!("max = {}", masks.default));
    if value.to_token_stream().is_empty() {
        errors.push(key, message);
    } else {
        errors.push(value, message);
    }
    None
}
