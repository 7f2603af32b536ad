//! `#[scrub(max = 500, quoted)]` and `#[mask_sql(max = 2000)]`

use proc_macro2::Ident;

use crate::arguments::{self, Argument, Setting, Value};
use crate::attribute::Helper;
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
    for entry in arguments::of(helper) {
        match entry {
            Argument::Pair(key, value) if key == "max" => {
                if let Some(value) = in_range(&key, &value, masks, errors) {
                    max.set(&key, value, errors);
                }
            }
            Argument::Word(key) if key == "quoted" && masks.settings.contains(&"quoted") => {
                quoted.set(&key, (), errors);
            }
            entry => {
                let example = format_args!("#[{name}(max = {})]", masks.default);
                arguments::no_setting(&entry, name, masks.settings, example, errors);
            }
        }
    }
    (max.get().unwrap_or(masks.default), quoted.get().is_some())
}

fn in_range(key: &Ident, value: &Value, masks: &Masks, errors: &mut Errors) -> Option<u16> {
    let Masks { default, most, .. } = masks;
    let max = arguments::number(value, 1..=*most);
    if max.is_none() {
        let message = Message::new(format_args!(
            "`max` is 1 to {most} characters: the longer a text is, the more a rule can miss in it"
        ))
        .help("write", format_args!("max = {default}"));
        errors.push_behind(key, value, message);
    }
    max
}
