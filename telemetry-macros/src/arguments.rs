//! Argument lists: words, `key = value` pairs and literals, separated by commas.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Lit, LitStr, Token};

use crate::attribute::until_comma;
use crate::errors::{Errors, Message};
use crate::names::{self, nearest};

/// One entry of an argument list.
pub enum Argument {
    /// `once`
    Word(Ident),
    /// `why = ".."`
    Pair(Ident, Value),
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
            Value::Other(tokens) => Self::Other(tokens),
        })
    }
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
    if value.to_token_stream().is_empty() {
        errors.push(key, message);
    } else {
        errors.push(value, message);
    }
    None
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
