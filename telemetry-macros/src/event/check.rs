//! What an event must be, one function a rule.

use proc_macro2::Ident;
use syn::Generics;

use super::model::{Event, Name, Once, Struct};
use crate::errors::{Errors, Message};
use crate::names;
use crate::property::{self, model::Field};

pub fn check(declared: &mut Struct, errors: &mut Errors) {
    if let Some(event) = &declared.event {
        is_described(event, &declared.ident, errors);
        is_named_domain_action(event, &declared.ident, errors);
        question_is_not_blank(event, errors);
        once_is_per_a_field(event, &declared.fields, errors);
        aggregate_needs_a_field(event, &declared.fields, errors);
        aggregate_holds_its_values(event, &declared.generics, errors);
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
/// else in every application. Who writes it out means it: names that queries know cannot be changed.
fn is_named_domain_action(event: &Event, ident: &Ident, errors: &mut Errors) {
    let name = event.name.text();
    let fault = if !names::is_snake_case(&name) {
        format!("`{name}` is no event name: names are ASCII snake_case, the same on every backend")
    } else if !name.contains('_') && matches!(event.name, Name::OfStruct(_)) {
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

/// ```text
/// #[event(once(per = tool))]
/// struct ToolUsed { tool_name: ToolName }
/// ```
/// Whether the field has labels is for the compiler to say.
fn once_is_per_a_field(event: &Event, fields: &[Field], errors: &mut Errors) {
    let Some(name) = event.once.as_ref().and_then(Once::per) else { return };
    let Err(near) = sent_field(name, fields) else { return };
    let message =
        Message::new(format_args!("the event has no property `{name}` to be sent once per"));
    let message = match near {
        Some(near) => message.help("did you mean", format_args!("once(per = {near})")),
        None => message.advice("name a closed enum, a bool or an allow-list among its fields"),
    };
    errors.push(name, message);
}

/// ```text
/// #[event(aggregate(needs = turns))]
/// struct ChatSessionEnded { turn_count: Count }
/// ```
fn aggregate_needs_a_field(event: &Event, fields: &[Field], errors: &mut Errors) {
    let Some(needed) = event.aggregate.as_ref().and_then(|aggregate| aggregate.needs.as_ref())
    else {
        return;
    };
    let Err(near) = sent_field(needed, fields) else { return };
    let message = Message::new(format_args!("the event has no property `{needed}` to need"));
    let message = match near {
        Some(near) => message.help("did you mean", format_args!("aggregate(needs = {near})")),
        None => message.advice("name the accumulator among its fields that counts what matters"),
    };
    errors.push(needed, message);
}

/// ```text
/// #[event(aggregate)]
/// struct ChatSessionEnded<'a> { model: Sole<&'a str> }
/// ```
fn aggregate_holds_its_values(event: &Event, generics: &Generics, errors: &mut Errors) {
    if event.aggregate.is_none() {
        return;
    }
    if let Some(lifetime) = generics.lifetimes().next() {
        let message = Message::new("an aggregate outlives all that it sees, so it borrows nothing")
            .help("of a text it keeps what is told of it", "#[hash]\nmodel: Sole<String>,");
        errors.push(lifetime, message);
    }
}

/// Whether a field of that name is sent; else the one that is most like it.
fn sent_field(name: &Ident, fields: &[Field]) -> Result<(), Option<String>> {
    let sent = || fields.iter().filter(|field| !field.is_skipped());
    if sent().any(|field| field.ident == *name) {
        return Ok(());
    }
    let near = names::nearest(&name.to_string(), sent().map(|field| field.key.as_str()));
    Err(near.map(str::to_owned))
}
