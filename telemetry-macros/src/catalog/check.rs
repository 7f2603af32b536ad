//! What a catalogue must be, as far as its tokens tell, one function a rule. The rest is checked in the
//! constants that [`expand`](super::expand) writes.

use std::collections::HashSet;

use quote::ToTokens;
use syn::{LitStr, Type};

use super::model::Catalog;
use crate::errors::{Errors, Message};

pub fn check(catalog: &mut Catalog, errors: &mut Errors) {
    // What could not be read is not missing.
    if errors.count() == 0 {
        has_a_title(catalog, errors);
        has_a_backend(catalog, errors);
        has_an_event(catalog, errors);
    }
    texts_are_not_blank(catalog, errors);
    app_is_a_plain_name(catalog, errors);
    each_once(&mut catalog.events, "event", errors);
    each_once(&mut catalog.backends, "backend", errors);
}

fn has_a_title(catalog: &Catalog, errors: &mut Errors) {
    if catalog.title.is_none() {
        missing(catalog, "title", "title: \"My App usage analytics\",", errors);
    }
}

/// Without a backend there is nothing to check names against, and nowhere to send to.
fn has_a_backend(catalog: &Catalog, errors: &mut Errors) {
    if catalog.backends.is_empty() {
        missing(catalog, "backend", "backends: [telemetry::Aptabase],", errors);
    }
}

fn has_an_event(catalog: &Catalog, errors: &mut Errors) {
    if catalog.events.is_empty() {
        missing(catalog, "event", "events: [AppLaunched],", errors);
    }
}

fn missing(catalog: &Catalog, what: &str, line: &str, errors: &mut Errors) {
    let Catalog { ident, .. } = catalog;
    let message =
        Message::new(format_args!("the catalogue `{ident}` has no {what}")).help("write", line);
    errors.push(ident, message);
}

fn texts_are_not_blank(catalog: &Catalog, errors: &mut Errors) {
    let Catalog { title, app, salt, never, .. } = catalog;
    let is_blank = |text: &&LitStr| text.value().trim().is_empty();
    for text in title.iter().chain(app).chain(salt).chain(never).filter(is_blank) {
        errors
            .push(text, Message::new("this text is blank").advice("write something, or remove it"));
    }
}

/// `app: "Jane's editor"`: the variables that opt out are made of the name, and it is sent.
fn app_is_a_plain_name(catalog: &Catalog, errors: &mut Errors) {
    let Some(app) = &catalog.app else { return };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    if let Some(odd) = app.value().chars().find(|letter| !is_plain(*letter))
        && !app.value().trim().is_empty()
    {
        let message = Message::new(format_args!(
            "{odd:?} cannot be in an application's name: it is made of ASCII letters, digits and - _ ."
        ))
        .help("write", "app: \"my-app\",");
        errors.push(app, message);
    }
}

/// `events: [AppLaunched, AppLaunched]`. The second is left out: two implementations would be one more
/// error.
fn each_once(types: &mut Vec<Type>, what: &str, errors: &mut Errors) {
    let mut seen = HashSet::new();
    types.retain(|ty| {
        let written = ty.to_token_stream().to_string();
        let is_new = seen.insert(written.clone());
        if !is_new {
            let name = written.replace(' ', "");
            let message = Message::new(format_args!("the {what} `{name}` is listed twice"))
                .advice("remove one of the two");
            errors.push(ty, message);
        }
        is_new
    });
}
