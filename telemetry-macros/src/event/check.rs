//! What an event must be, one function a rule.

use proc_macro2::Ident;

use super::model::{Event, Name, Struct};
use crate::errors::{Errors, Message};
use crate::names;
use crate::property;

pub fn check(declared: &mut Struct, errors: &mut Errors) {
    if let Some(event) = &declared.event {
        is_described(event, &declared.ident, errors);
        is_named_domain_action(event, &declared.ident, errors);
        question_is_not_blank(event, errors);
    }
    property::check::check(&mut declared.fields, errors);
}

/// ```text
/// #[derive(TelemetryEvent)]
/// struct AppLaunched;
/// ```
fn is_described(event: &Event, ident: &Ident, errors: &mut Errors) {
    if event.description.is_empty() {
        let message = Message::new(format_args!(
            "nothing says when `{ident}` is sent, and users read it in the catalogue"
        ))
        .help("write a doc comment", format_args!("/// When it happens.\nstruct {ident} .."));
        errors.push(ident, message);
    }
}

/// ```text
/// #[event(name = "MessageSent")]
/// struct Launched;
/// ```
/// One word says what happened or to what, not both: `launched`, and so a query for it, means something
/// else in every application.
fn is_named_domain_action(event: &Event, ident: &Ident, errors: &mut Errors) {
    let name = event.name.text();
    let fault = if !names::is_snake_case(&name) {
        format!("`{name}` is no event name: names are ASCII snake_case, the same on every backend")
    } else if !name.contains('_') {
        format!("`{name}` is one word: a name says to what, then what happens")
    } else {
        return;
    };
    let message = Message::new(fault);
    match &event.name {
        Name::Written(written) => {
            errors.push(written, message.help("for example", "name = \"app_launched\""))
        }
        Name::OfStruct(_) => {
            let message = message.help(
                "rename the struct, or name the event",
                format_args!("#[event(name = \"app_launched\")]\nstruct {ident}"),
            );
            errors.push(ident, message);
        }
    }
}

/// ```text
/// #[event(why = "")]
/// struct AppLaunched;
/// ```
fn question_is_not_blank(event: &Event, errors: &mut Errors) {
    if let Some(why) = event.why.as_ref().filter(|why| why.value().trim().is_empty()) {
        let message = Message::new("a blank question is answered by nothing")
            .help("write the question that the event answers", "why = \"Do people come back?\"");
        errors.push(why, message);
    }
}
