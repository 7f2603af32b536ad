//! From the derive's input to the model.

use syn::{Data, DeriveInput, Fields};

use super::model::{Enum, Label, Refused, Variant};
use crate::arguments::Setting;
use crate::attribute::{self, Derive, Helper, Kind, Place};
use crate::documentation;
use crate::errors::{Errors, Message};
use crate::library;
use crate::names::{self, Spelling, nearest};

/// The enum, or what is left of something else. Every mistake is noted.
pub fn parse(input: DeriveInput, errors: &mut Errors) -> Result<Enum, Box<Refused>> {
    let DeriveInput { attrs, ident, generics, data, .. } = input;
    let helpers = attribute::read(&attrs, Place::Enum, Derive::Enum, errors);
    let library = library::parse(&helpers, errors);
    let spelling = spelling(&helpers, errors);
    let variants = match data {
        Data::Enum(data) => data.variants,
        Data::Struct(_) | Data::Union(_) => {
            let message = Message::new(format_args!(
                "`{ident}` is no enum: its values are not a list known at compile time"
            ))
            .help(
                "write an enum without payloads",
                format_args!(
                    "#[derive(TelemetryEnum)]\nenum {ident} {{\n    First,\n    Second,\n}}"
                ),
            )
            .note("a struct of properties is a `TelemetryEvent`");
            errors.push(&ident, message);
            return Err(Box::new(Refused { ident, generics, library }));
        }
    };
    if let Some(parameter) = generics.params.first() {
        let message =
            Message::new("a closed enum has no parameters: its labels are one list for all")
                .help("write", format_args!("enum {ident} {{ .. }}"));
        errors.push(parameter, message);
    }
    Ok(Enum {
        description: documentation::description(&attrs),
        variants: variants
            .into_iter()
            .map(|declared| variant(declared, spelling, errors))
            .collect(),
        ident,
        generics,
        library,
    })
}

fn variant(declared: syn::Variant, spelling: Spelling, errors: &mut Errors) -> Variant {
    let syn::Variant { attrs, ident, fields, .. } = declared;
    refuse_payload(&ident, &fields, errors);
    let (mut label, mut remote) = (Setting::new("label"), Setting::new("remote"));
    for helper in attribute::read(&attrs, Place::Variant, Derive::Enum, errors) {
        if helper.kind() == Kind::Remote {
            helper.takes_nothing(errors);
            remote.set(&helper.name, true, errors);
        } else if let Some(text) = helper.text(errors) {
            label.set(&helper.name, text, errors);
        }
    }
    let default = || Label::OfVariant(spelling.of(&names::plain(&ident)));
    Variant {
        label: label.get().map_or_else(default, Label::Written),
        is_remote: remote.get().unwrap_or(false),
        ident,
    }
}

/// `Remote(String)`: a payload could be anything.
fn refuse_payload(ident: &syn::Ident, fields: &Fields, errors: &mut Errors) {
    if !matches!(fields, Fields::Unit) {
        let message = Message::new(format_args!(
            "`{ident}` has a payload, which no list of labels can foresee"
        ))
        .help("a closed enum has plain variants", format_args!("{ident},"))
        .note("what the payload tells can be a field of the event, with a treatment of its own");
        errors.push(fields, message);
    }
}

/// `#[telemetry(rename_all = "camelCase")]`
fn spelling(helpers: &[Helper], errors: &mut Errors) -> Spelling {
    let mut spelling = Setting::new("rename_all");
    for helper in helpers.iter().filter(|helper| helper.kind() == Kind::RenameAll) {
        let Some(text) = helper.text(errors) else { continue };
        let name = text.value();
        match Spelling::NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, known)) => spelling.set(&helper.name, *known, errors),
            None => errors.push(text, unknown_spelling(&name)),
        }
    }
    spelling.get().unwrap_or(Spelling::Snake)
}

fn unknown_spelling(name: &str) -> Message {
    let message = Message::new(format_args!("there is no spelling {name:?}"));
    match nearest(name, Spelling::NAMES.iter().map(|(known, _)| *known)) {
        Some(near) => message.advice(format_args!("did you mean {near:?}?")),
        None => {
            let list: Vec<String> =
                Spelling::NAMES.iter().map(|(known, _)| format!("{known:?}")).collect();
            message.advice(format_args!("the spellings are {}", list.join(", ")))
        }
    }
}
