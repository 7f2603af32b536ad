//! `#[event(name = "..", why = "..", once, max_bits = 64)]`

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Lit, LitInt, LitStr, Token, parenthesized, token};

use super::model::{Aggregate, Event, Name, Once};
use crate::arguments::{self, Argument, Setting, Value};
use crate::attribute::{Arguments, Helper, Kind};
use crate::errors::{Errors, Message};

const SETTINGS: [&str; 5] = ["name", "why", "once", "aggregate", "max_bits"];

/// What `once` can be.
const AGGREGATE: &str =
    "aggregate\naggregate(needs = field)  // the event is left out where the field saw nothing";

const ONCE: &str = "once                  // per install\nonce = \"session\"\nonce = \"process\"\nonce = \"day\"          // of an aggregate\nonce(per = field)     // per install and value\nonce(per = field, in = \"process\")";

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
        for entry in entries(tokens) {
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

/// One entry of the list: `once(per = field)` is of no form that other attributes have.
enum Entry {
    Call(Ident, TokenStream),
    Plain(Argument),
}

fn entries(tokens: &TokenStream) -> Vec<Entry> {
    let parser = Punctuated::<Entry, Token![,]>::parse_terminated;
    match parser.parse2(tokens.clone()) {
        Ok(entries) => entries.into_iter().collect(),
        Err(_) => vec![Entry::Plain(Argument::Other(tokens.clone()))],
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Ident::peek_any) && input.peek2(token::Paren) {
            let name = input.call(Ident::parse_any)?;
            let arguments;
            parenthesized!(arguments in input);
            return Ok(Self::Call(name, arguments.parse()?));
        }
        input.parse().map(Self::Plain)
    }
}

impl Settings {
    fn read(&mut self, entry: Entry, errors: &mut Errors) {
        match entry {
            Entry::Call(key, arguments) if key == "once" => {
                let message = || {
                    Message::new("`once(..)` names the field that it is once per")
                        .help("write", ONCE)
                };
                let mut entries = arguments::entries(&arguments);
                let in_process = entries.pop_if(is_in_process).is_some();
                if let Some(field) = field(&key, "per", entries, &arguments, message, errors) {
                    let once = if in_process { Once::ProcessPer } else { Once::InstallPer };
                    self.once.set(&key, once(field), errors);
                }
            }
            Entry::Call(key, arguments) if key == "aggregate" => {
                let message = || {
                    Message::new("`aggregate(..)` names the field that it is nothing without")
                        .help("write", AGGREGATE)
                };
                if let Some(needs) = field(
                    &key,
                    "needs",
                    arguments::entries(&arguments),
                    &arguments,
                    message,
                    errors,
                ) {
                    self.aggregate.set(&key, Aggregate { needs: Some(needs) }, errors);
                }
            }
            Entry::Call(key, _) => arguments::unknown_key(&key, "event", &SETTINGS, errors),
            Entry::Plain(Argument::Word(key)) if key == "once" => {
                self.once.set(&key, Once::Install, errors)
            }
            Entry::Plain(Argument::Word(key)) if key == "aggregate" => {
                self.aggregate.set(&key, Aggregate { needs: None }, errors);
            }
            Entry::Plain(Argument::Pair(key, value)) => self.pair(key, value, errors),
            Entry::Plain(Argument::Word(key)) => self.word(&key, errors),
            Entry::Plain(entry) => {
                let message = Message::new("`event` takes settings only")
                    .help("write", "#[event(name = \"domain_action\", why = \"..\", once)]");
                errors.push(entry, message);
            }
        }
    }

    fn pair(&mut self, key: Ident, value: Value, errors: &mut Errors) {
        match key.to_string().as_str() {
            "name" => {
                if let Some(text) = arguments::text(&key, value, errors) {
                    self.name.set(&key, text, errors);
                }
            }
            "why" => {
                if let Some(text) = arguments::text(&key, value, errors) {
                    self.why.set(&key, text, errors);
                }
            }
            "once" => match value {
                Value::Literal(Lit::Str(text)) if text.value() == "session" => {
                    self.once.set(&key, Once::Session, errors);
                }
                Value::Literal(Lit::Str(text)) if text.value() == "process" => {
                    self.once.set(&key, Once::Process, errors);
                }
                Value::Literal(Lit::Str(text)) if text.value() == "day" => {
                    self.once.set(&key, Once::Day, errors);
                }
                value => {
                    let message =
                        Message::new("nobody can tell what this is once per").help("write", ONCE);
                    errors.push(value, message);
                }
            },
            "max_bits" => match number(&value) {
                Some(bits) => self.max_bits.set(&key, bits, errors),
                None => errors.push(&key, max_bits_is_a_number()),
            },
            _ => arguments::unknown_key(&key, "event", &SETTINGS, errors),
        }
    }

    /// A setting without its value.
    fn word(&mut self, key: &Ident, errors: &mut Errors) {
        match key.to_string().as_str() {
            "name" | "why" => {
                let message = Message::new(format_args!("`{key}` takes a text in quotes"))
                    .help("write", format_args!("{key} = \"..\""));
                errors.push(key, message);
            }
            "max_bits" => errors.push(key, max_bits_is_a_number()),
            _ => arguments::unknown_key(key, "event", &SETTINGS, errors),
        }
    }
}

/// `in = "process"`
fn is_in_process(entry: &mut Argument) -> bool {
    matches!(entry, Argument::Pair(key, Value::Literal(Lit::Str(text))) if key == "in" && text.value() == "process")
}

/// `per = field`
fn field(
    key: &Ident,
    wanted: &str,
    entries: Vec<Argument>,
    arguments: &TokenStream,
    message: impl FnOnce() -> Message,
    errors: &mut Errors,
) -> Option<Ident> {
    let mut entries = entries.into_iter();
    if let (Some(Argument::Pair(found, Value::Word(field))), None) =
        (entries.next(), entries.next())
        && found == wanted
    {
        return Some(field);
    }
    if arguments.is_empty() {
        errors.push(key, message());
    } else {
        errors.push(arguments.to_token_stream(), message());
    }
    None
}

/// `64`, as a number of the type that bits are counted in.
fn number(value: &Value) -> Option<LitInt> {
    match value {
        Value::Literal(Lit::Int(number)) => {
            let bits: u32 = number.base10_parse().ok()?;
            Some(LitInt::new(&bits.to_string(), number.span()))
        }
        _ => None,
    }
}

fn max_bits_is_a_number() -> Message {
    Message::new("`max_bits` is a number: the most that one event may tell")
        .help("write", "max_bits = 64")
}
