//! From the derive's input to the model.

use proc_macro2::{Ident, TokenTree};
use syn::{Attribute, Data, DeriveInput, Fields, Generics, Meta};

use super::model::{Event, Name, Refused, Struct};
use super::settings::settings;
use crate::attribute::{self, Derive};
use crate::documentation;
use crate::errors::{Errors, Message};
use crate::library;
use crate::names::{self, Spelling};
use crate::property;

/// The struct, or what is left of something else. Every mistake is noted.
pub fn parse(
    input: DeriveInput,
    derive: Derive,
    errors: &mut Errors,
) -> Result<Struct, Box<Refused>> {
    let DeriveInput { attrs, ident, generics, data, .. } = input;
    let helpers = attribute::read(&attrs, derive.place(), derive, errors);
    let library = library::parse(&helpers, errors);
    let is_event = derive == Derive::Event;
    let is_refused = refuse_packed(&attrs, errors) | refuse_parameters(&generics, errors);
    let fields = fields_of(data, &ident, errors);
    let Some(fields) = fields.filter(|_| !is_refused) else {
        return Err(Box::new(Refused { ident, generics, library, is_event }));
    };
    let event = is_event.then(|| Event {
        description: documentation::description(&attrs),
        ..settings(&helpers, Name::OfStruct(Spelling::Snake.of(&names::plain(&ident))), errors)
    });
    let mut fields = property::parse::fields(fields, derive, errors);
    if event.as_ref().is_some_and(|event| event.aggregate.is_some()) {
        fields.iter_mut().for_each(|field| field.in_aggregate = true);
    }
    Ok(Struct { ident, generics, library, fields, event })
}

/// The fields of a struct that names them, if it is one.
fn fields_of(data: Data, ident: &Ident, errors: &mut Errors) -> Option<Fields> {
    match data {
        Data::Struct(data) => match data.fields {
            fields @ (Fields::Named(_) | Fields::Unit) => Some(fields),
            Fields::Unnamed(_) => {
                let message = Message::new("a field needs a name: it becomes the property's key")
                    .help(
                        "write",
                        format_args!(
                            "struct {ident} {{\n    /// What it tells.\n    name: Type,\n}}"
                        ),
                    );
                errors.push(ident, message);
                None
            }
        },
        Data::Enum(data) => {
            let message =
                Message::new("an enum is one value: properties are the fields of a struct").help(
                    "for the values of one property write",
                    format_args!("#[derive(TelemetryEnum)]\nenum {ident} {{ .. }}"),
                );
            errors.push(data.enum_token, message);
            None
        }
        Data::Union(data) => {
            let message = Message::new("nobody can tell which field of a union holds a value")
                .help("write", format_args!("struct {ident} {{ .. }}"));
            errors.push(data.union_token, message);
            None
        }
    }
}

/// `#[repr(C, packed)]`: what lies at odd places cannot be borrowed, and recording borrows.
fn refuse_packed(attributes: &[Attribute], errors: &mut Errors) -> bool {
    let before = errors.count();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("repr")) {
        let Meta::List(list) = &attribute.meta else { continue };
        let words = list.tokens.clone().into_iter();
        let packed =
            words.filter(|word| matches!(word, TokenTree::Ident(word) if *word == "packed"));
        for word in packed {
            let message = Message::new(
                "the fields of a packed struct cannot be borrowed, so they cannot be recorded",
            )
            .advice("remove `packed`, or copy what is sent into a struct of its own");
            errors.push(word, message);
        }
    }
    errors.count() > before
}

/// `struct Opened<T> { what: T }`: the compiler looks at a generic type's constants only where it is
/// used, so a mistake in one would be found late or never.
fn refuse_parameters(generics: &Generics, errors: &mut Errors) -> bool {
    let before = errors.count();
    for parameter in generics.type_params() {
        let name = &parameter.ident;
        let message = Message::new(format_args!(
            "what `{name}` will be is not known here, so its values cannot be checked"
        ))
        .advice(format_args!("name the type in place of `{name}`, or write one event for each"))
        .note("lifetimes are fine: `struct Opened<'a> { model: &'a str }`");
        errors.push(name, message);
    }
    for parameter in generics.const_params() {
        let name = &parameter.ident;
        let message = Message::new(format_args!(
            "the constant `{name}` would hide mistakes until the event is used"
        ))
        .advice(format_args!("write the number in place of `{name}`"));
        errors.push(name, message);
    }
    errors.count() > before
}
