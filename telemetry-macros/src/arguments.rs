//! Argument lists: words, `key = value` pairs and literals, separated by commas.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Lit, LitInt, LitStr, Token, parenthesized};

use crate::attribute::{Arguments, Helper, until_comma};
use crate::errors::{Errors, Message};
use crate::names::{self, nearest};

/// One entry of an argument list.
pub enum Argument {
    /// `once`
    Word(Ident),
    /// `why = ".."`
    Pair(Ident, Value),
    /// `once(per = field)`, with what is in the parentheses.
    Call(Ident, TokenStream),
    /// `".."`, `8`
    Literal(Lit),
    /// What is none of these.
    Other(TokenStream),
}

/// What stands behind `key =`.
pub enum Value {
    Literal(Lit),
    Word(Ident),
    Other(TokenStream),
}

/// What a helper is given: a value stands where a list belongs, and is one entry of no kind.
pub fn of(helper: &Helper) -> Vec<Argument> {
    match &helper.arguments {
        Arguments::None => Vec::new(),
        Arguments::List(tokens) => entries(tokens),
        Arguments::Value(value) => vec![Argument::Other(value.clone())],
    }
}

/// The entries of a list. Any tokens are entries of some kind; which ones fit is for the attribute to
/// say.
pub fn entries(tokens: &TokenStream) -> Vec<Argument> {
    let parser = Punctuated::<Argument, Token![,]>::parse_terminated;
    match parser.parse2(tokens.clone()) {
        Ok(entries) => entries.into_iter().collect(),
        Err(_) => vec![Argument::Other(tokens.clone())],
    }
}

impl Parse for Argument {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            let key = input.call(Ident::parse_any)?;
            input.parse::<Token![=]>()?;
            return Ok(Self::Pair(key, input.parse()?));
        }
        Ok(match input.parse()? {
            Value::Literal(literal) => Self::Literal(literal),
            Value::Word(word) => Self::Word(word),
            Value::Other(tokens) => match call.parse2(tokens.clone()) {
                Ok((name, list)) => Self::Call(name, list),
                Err(_) => Self::Other(tokens),
            },
        })
    }
}

/// `once(per = field)`
fn call(input: ParseStream) -> syn::Result<(Ident, TokenStream)> {
    let name = input.call(Ident::parse_any)?;
    let list;
    parenthesized!(list in input);
    Ok((name, list.parse()?))
}

impl Parse for Value {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let tokens = until_comma(input)?;
        Ok(if let Ok(literal) = syn::parse2(tokens.clone()) {
            Self::Literal(literal)
        } else if let Ok(word) = Ident::parse_any.parse2(tokens.clone()) {
            Self::Word(word)
        } else {
            Self::Other(tokens)
        })
    }
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Literal(literal) => literal.to_tokens(tokens),
            Self::Word(word) => word.to_tokens(tokens),
            Self::Other(other) => other.to_tokens(tokens),
        }
    }
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Word(word) => word.to_tokens(tokens),
            Self::Pair(key, value) => {
                key.to_tokens(tokens);
                value.to_tokens(tokens);
            }
            Self::Call(name, list) => {
                name.to_tokens(tokens);
                list.to_tokens(tokens);
            }
            Self::Literal(literal) => literal.to_tokens(tokens),
            Self::Other(other) => other.to_tokens(tokens),
        }
    }
}

/// A setting that may be given once: a second one is reported at its own place.
pub struct Setting<T> {
    key: &'static str,
    value: Option<T>,
}

impl<T> Setting<T> {
    pub fn new(key: &'static str) -> Self {
        Self { key, value: None }
    }

    pub fn set(&mut self, at: impl ToTokens, value: T, errors: &mut Errors) {
        if self.value.is_some() {
            let key = self.key;
            errors.push(
                at,
                Message::new(format_args!("`{key}` is given twice"))
                    .advice("remove one of the two"),
            );
        } else {
            self.value = Some(value);
        }
    }

    pub fn get(self) -> Option<T> {
        self.value
    }
}

/// The text of `key = ".."`, or a message at what stands in its place.
pub fn text(key: &Ident, value: Value, errors: &mut Errors) -> Option<LitStr> {
    if let Value::Literal(Lit::Str(text)) = value {
        return Some(text);
    }
    let message = Message::new(format_args!("`{key}` takes a text in quotes"))
        .help("write", format_args!("{key} = \"..\""));
    errors.push_behind(key, value, message);
    None
}

/// The number of `key = 8`, if it is one of these.
pub fn number<T>(value: &Value, allowed: RangeInclusive<T>) -> Option<T>
where
    T: FromStr<Err: Display> + PartialOrd,
{
    let Value::Literal(Lit::Int(number)) = value else { return None };
    number.base10_parse().ok().filter(|number| allowed.contains(number))
}

/// A number of bits, in the type that they are counted in whatever its suffix says.
pub fn bits(number: &LitInt) -> Option<LitInt> {
    let bits: u32 = number.base10_parse().ok()?;
    Some(LitInt::new(&bits.to_string(), number.span()))
}

/// Reports an entry that is none of the settings of an attribute that has nothing else.
pub fn no_setting(
    entry: &Argument,
    attribute: &Ident,
    known: &[&str],
    example: impl Display,
    errors: &mut Errors,
) {
    match entry {
        Argument::Pair(key, _) | Argument::Word(key) if !known.iter().any(|name| key == name) => {
            unknown_key(key, &attribute.to_string(), known, errors);
        }
        entry => {
            let message = Message::new(format_args!("`{attribute}` takes settings only"))
                .help("write", example);
            errors.push(entry, message);
        }
    }
}

/// Reports a key that the attribute does not have, with the ones that it has.
pub fn unknown_key(key: &Ident, attribute: &str, known: &[&str], errors: &mut Errors) {
    let name = names::plain(key);
    let message = Message::new(format_args!("`{attribute}` has no setting `{name}`"));
    let message = match nearest(&name, known.iter().copied()) {
        Some(near) => message.advice(format_args!("did you mean `{near}`?")),
        None => {
            let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
            message.advice(format_args!("it has {}", list.join(", ")))
        }
    };
    errors.push(key, message);
}
