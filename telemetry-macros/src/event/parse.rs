//! From the derive's input to the model.

use syn::{Data, DeriveInput, Fields, Generics};

use super::model::{Event, Name, Refused, Struct};
use super::settings::settings;
use crate::attribute::{self, Place};
use crate::documentation;
use crate::errors::{Errors, Message};
use crate::library;
use crate::names::{self, Spelling};
use crate::property;

/// The struct, or what is left of something else. Every mistake is noted.
pub fn parse(
    input: DeriveInput,
    place: Place,
    errors: &mut Errors,
) -> Result<Struct, Box<Refused>> {
    let DeriveInput { attrs, ident, generics, data, .. } = input;
    let helpers = attribute::read(&attrs, place, errors);
    let library = library::parse(&helpers, errors);
    let is_event = place == Place::Event;
    let is_generic = refuse_parameters(&generics, errors);
    let fields = match data {
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
                errors.push(&ident, message);
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
    };
    let Some(fields) = fields.filter(|_| !is_generic) else {
        return Err(Box::new(Refused { ident, generics, library, is_event }));
    };
    let event = is_event.then(|| Event {
        description: documentation::description(&attrs),
        ..settings(&helpers, Name::OfStruct(Spelling::Snake.of(&names::plain(&ident))), errors)
    });
    let fields = property::parse::fields(fields, errors);
    Ok(Struct { ident, generics, library, fields, event })
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
