//! `#[event(name = "..", why = "..", once, max_bits = 64)]`

use proc_macro2::{Ident, TokenStream};
use syn::{Lit, LitInt, LitStr};

use super::model::{Aggregate, Event, Name, Once};
use crate::arguments::{self, Argument, Setting, Value};
use crate::attribute::{Arguments, Helper, Kind};
use crate::errors::{Errors, Message};
use crate::names;

const SETTINGS: [&str; 5] = ["name", "why", "once", "aggregate", "max_bits"];

/// What `aggregate` can be.
const AGGREGATE: &str = "\
aggregate
aggregate(needs = field)  // the event is left out where the field saw nothing";

/// What `once` can be.
const ONCE: &str = "\
once                  // per install
once = \"session\"
once = \"process\"
once = \"day\"          // of an aggregate
once(per = field)     // per install and value
once(per = field, in = \"process\")";

struct Settings {
    name: Setting<LitStr>,
    why: Setting<LitStr>,
    once: Setting<Once>,
    aggregate: Setting<Aggregate>,
    max_bits: Setting<LitInt>,
}

/// What the `#[event(..)]` attributes say; the description is not theirs.
pub fn settings(helpers: &[Helper], default: Name, errors: &mut Errors) -> Event {
    let mut settings = Settings {
        name: Setting::new("name"),
        why: Setting::new("why"),
        once: Setting::new("once"),
        aggregate: Setting::new("aggregate"),
        max_bits: Setting::new("max_bits"),
    };
    for helper in helpers.iter().filter(|helper| helper.kind() == Kind::Event) {
        let Arguments::List(tokens) = &helper.arguments else {
            let message = Message::new("`event` takes its settings in parentheses")
                .help("write", "#[event(why = \"Which question does it answer?\")]");
            errors.push(&helper.name, message);
            continue;
        };
        for entry in arguments::entries(tokens) {
            settings.read(entry, errors);
        }
    }
    let once = settings.once.get();
    // What is told once a day is told of many values.
    let of_day = matches!(once, Some(Once::Day)).then_some(Aggregate { needs: None });
    Event {
        name: settings.name.get().map_or(default, Name::Written),
        description: String::new(),
        why: settings.why.get(),
        once,
        aggregate: settings.aggregate.get().or(of_day),
        max_bits: settings.max_bits.get(),
    }
}

impl Settings {
    fn read(&mut self, entry: Argument, errors: &mut Errors) {
        match entry {
            Argument::Word(key) if key == "once" => self.once.set(&key, Once::Install, errors),
            Argument::Word(key) if key == "aggregate" => {
                self.aggregate.set(&key, Aggregate { needs: None }, errors);
            }
            Argument::Call(key, list) if key == "once" => self.once_per(&key, &list, errors),
            Argument::Call(key, list) if key == "aggregate" => {
                self.aggregate_with(&key, &list, errors);
            }
            Argument::Pair(key, value) => self.pair(&key, value, errors),
            // All others take a value behind a sign.
            Argument::Word(key) => self.pair(&key, Value::Other(TokenStream::new()), errors),
            Argument::Call(key, list) => self.pair(&key, Value::Other(list), errors),
            entry => {
                let message = Message::new("`event` takes settings only")
                    .help("write", "#[event(name = \"domain_action\", why = \"..\", once)]");
                errors.push(entry, message);
            }
        }
    }

    fn pair(&mut self, key: &Ident, value: Value, errors: &mut Errors) {
        match key.to_string().as_str() {
            "name" => {
                if let Some(text) = arguments::text(key, value, errors) {
                    self.name.set(key, text, errors);
                }
            }
            "why" => {
                if let Some(text) = arguments::text(key, value, errors) {
                    self.why.set(key, text, errors);
                }
            }
            "once" => match once_in(&value) {
                Some(once) => self.once.set(key, once, errors),
                None => {
                    let message = once_per(&value);
                    errors.push_behind(key, value, message);
                }
            },
            "aggregate" => errors.push_behind(key, value, aggregate_needs_a_field()),
            "max_bits" => match bits(&value) {
                Some(bits) => self.max_bits.set(key, bits, errors),
                None => {
                    let message =
                        Message::new("`max_bits` is a number: the most that one event may tell")
                            .help("write", "max_bits = 64");
                    errors.push(key, message);
                }
            },
            _ => arguments::unknown_key(key, "event", &SETTINGS, errors),
        }
    }

    /// `once(per = field)`, `once(per = field, in = "process")`
    fn once_per(&mut self, key: &Ident, list: &TokenStream, errors: &mut Errors) {
        let mut entries = arguments::entries(list);
        let in_process = entries.pop_if(is_in_process).is_some();
        match field("per", entries) {
            Some(field) if in_process => self.once.set(key, Once::ProcessPer(field), errors),
            Some(field) => self.once.set(key, Once::InstallPer(field), errors),
            None => {
                let message = Message::new("`once(..)` names the field that it is once per")
                    .help("write", ONCE);
                errors.push_behind(key, list, message);
            }
        }
    }

    /// `aggregate(needs = field)`
    fn aggregate_with(&mut self, key: &Ident, list: &TokenStream, errors: &mut Errors) {
        match field("needs", arguments::entries(list)) {
            needs @ Some(_) => self.aggregate.set(key, Aggregate { needs }, errors),
            None => errors.push_behind(key, list, aggregate_needs_a_field()),
        }
    }
}

/// `"session"`, `"process"` or `"day"`
fn once_in(value: &Value) -> Option<Once> {
    let Value::Literal(Lit::Str(period)) = value else { return None };
    match period.value().as_str() {
        "session" => Some(Once::Session),
        "process" => Some(Once::Process),
        "day" => Some(Once::Day),
        _ => None,
    }
}

/// `once = "weekly"`
fn once_per(value: &Value) -> Message {
    let Value::Literal(Lit::Str(span)) = value else {
        return Message::new("`once` takes a text in quotes, or nothing").help("write", ONCE);
    };
    let span = span.value();
    match span.as_str() {
        "install" | "installation" => {
            return Message::new("once per install is what `once` means by itself")
                .help("write", "once");
        }
        "daily" => return no_span(&span).help("write, of an aggregate", "once = \"day\""),
        _ => {}
    }
    match names::nearest(&span, ["session", "process", "day"]) {
        Some(near) => no_span(&span).help("did you mean", format_args!("once = \"{near}\"")),
        None => no_span(&span).help("write", ONCE),
    }
}

fn no_span(span: &str) -> Message {
    Message::new(format_args!("no event is sent once per `{span}`"))
}

/// `in = "process"`
fn is_in_process(entry: &mut Argument) -> bool {
    matches!(entry, Argument::Pair(key, Value::Literal(Lit::Str(text))) if key == "in" && text.value() == "process")
}

/// `per = field`, and nothing else.
fn field(wanted: &str, entries: Vec<Argument>) -> Option<Ident> {
    match <[Argument; 1]>::try_from(entries) {
        Ok([Argument::Pair(key, Value::Word(field))]) if key == wanted => Some(field),
        _ => None,
    }
}

fn bits(value: &Value) -> Option<LitInt> {
    match value {
        Value::Literal(Lit::Int(number)) => arguments::bits(number),
        _ => None,
    }
}

fn aggregate_needs_a_field() -> Message {
    Message::new("`aggregate(..)` names the field that it is nothing without")
        .help("write", AGGREGATE)
}
