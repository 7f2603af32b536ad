//! `#[hash]`, `#[hash_remote]` and their settings.

use proc_macro2::Ident;
use syn::Lit;

use crate::arguments::{self, Argument, Setting, Value};
use crate::attribute::Helper;
use crate::errors::{Errors, Message};
use crate::property::model::{Hash, Salt};

/// Hex digits where none are asked for: 48 bits, as Osaurus sends.
const DEFAULT_LENGTH: u8 = 12;

/// Below 8 digits two texts of a few thousand fall together; SHA-256 has 64.
const LENGTHS: std::ops::RangeInclusive<u8> = 8..=64;

const SETTINGS: [&str; 3] = ["salt", "length", "lower_case"];

pub fn parse(helper: &Helper, errors: &mut Errors) -> Hash {
    let (mut salt, mut length, mut lower_case) =
        (Setting::new("salt"), Setting::new("length"), Setting::new("lower_case"));
    let name = &helper.name;
    for entry in arguments::of(helper) {
        match entry {
            Argument::Pair(key, value) if key == "salt" => {
                if let Some(value) = salt_of(value, errors) {
                    salt.set(&key, value, errors);
                }
            }
            Argument::Pair(key, value) if key == "length" => {
                if let Some(value) = length_of(&key, &value, errors) {
                    length.set(&key, value, errors);
                }
            }
            Argument::Word(key) if key == "lower_case" => lower_case.set(&key, true, errors),
            Argument::Pair(key, value) if key == "lower_case" => {
                let message =
                    Message::new("`lower_case` takes no value: the text is hashed in lower case")
                        .help("write", format_args!("#[{name}(lower_case)]"));
                errors.push(value, message);
            }
            entry => {
                let example = format_args!("#[{name}(length = 16, salt = \"..\")]");
                arguments::no_setting(&entry, name, &SETTINGS, example, errors);
            }
        }
    }
    Hash {
        salt: salt.get().unwrap_or(Salt::Application),
        length: length.get().unwrap_or(DEFAULT_LENGTH),
        lower_case: lower_case.get().unwrap_or(false),
    }
}

/// `salt = ".."`, `salt = install` or `salt = none`
fn salt_of(value: Value, errors: &mut Errors) -> Option<Salt> {
    match value {
        Value::Word(word) if word == "none" => Some(Salt::None),
        Value::Word(word) if word == "install" => Some(Salt::Install),
        Value::Literal(Lit::Str(salt)) if !salt.value().trim().is_empty() => {
            Some(Salt::Fixed(salt))
        }
        Value::Literal(Lit::Str(blank)) => {
            let message = Message::new("a blank salt protects nothing")
                .help("to hash without a salt, say so", "salt = none")
                .note("without `salt` the application's own is used");
            errors.push(blank, message);
            None
        }
        other => {
            let message = Message::new("a salt is a text in quotes, `install` or `none`")
                .help("write", "salt = \"my-app.models.v1\"");
            errors.push(other, message);
            None
        }
    }
}

/// `length = 16`
fn length_of(key: &Ident, value: &Value, errors: &mut Errors) -> Option<u8> {
    let length = arguments::number(value, LENGTHS);
    if length.is_none() {
        let message = Message::new("`length` is 8 to 64 hex digits: different texts share a shorter one, and SHA-256 has no more")
            .help("write", format_args!("length = {DEFAULT_LENGTH}"));
        errors.push_behind(key, value, message);
    }
    length
}
