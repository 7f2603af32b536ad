//! From the tokens in `catalog! { .. }` to the model.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Generics, LitInt, LitStr, Path, Token, Type, Visibility, braced, bracketed, token,
};

use super::model::Catalog;
use crate::arguments::{self, Setting};
use crate::attribute::until_comma;
use crate::documentation;
use crate::errors::{Errors, Message};
use crate::library::Library;

const KEYS: [&str; 9] =
    ["title", "app", "salt", "backends", "common", "events", "never", "max_bits", "crate"];

const EXAMPLE: &str = "\
catalog! {
    /// What the document says before its tables.
    pub struct MyCatalog {
        title: \"My App usage analytics\",
        backends: [telemetry::Aptabase],
        events: [AppLaunched],
        never: [\"File contents.\"],
    }
}";

/// The catalogue. What stands behind a key that is missing or wrong is empty, and noted.
pub fn parse(input: ParseStream, errors: &mut Errors) -> syn::Result<Catalog> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility: Visibility = input.parse()?;
    if !input.peek(Token![struct]) {
        let message = Message::new("a catalogue is declared like a struct").help("write", EXAMPLE);
        return Err(input.error(message));
    }
    let struct_token = input.parse()?;
    let ident: Ident = input.parse()?;
    let generics: Generics = input.parse()?;
    if !generics.params.is_empty() {
        let message = Message::new("a catalogue has no parameters: it is one list for all events")
            .help("write", format_args!("struct {ident} {{ .. }}"));
        errors.push(&generics.params, message);
    }
    let body;
    braced!(body in input);
    let mut settings = Settings::new();
    if let Err(error) = settings.read(&body, errors) {
        errors.push_parse(&error);
        // What follows a mistake in punctuation cannot be told apart.
        body.parse::<TokenStream>()?;
    }
    Ok(Catalog {
        intro: documentation::text(&attributes),
        attributes,
        visibility,
        struct_token,
        ident,
        library: Library::new(settings.library.get()),
        title: settings.title.get(),
        app: settings.app.get(),
        salt: settings.salt.get(),
        backends: settings.backends.get().unwrap_or_default(),
        common: settings.common.get(),
        events: settings.events.get().unwrap_or_default(),
        never: settings.never.get().unwrap_or_default(),
        max_bits: settings.max_bits.get(),
    })
}

struct Settings {
    title: Setting<LitStr>,
    app: Setting<LitStr>,
    salt: Setting<LitStr>,
    backends: Setting<Vec<Type>>,
    common: Setting<Type>,
    events: Setting<Vec<Type>>,
    never: Setting<Vec<LitStr>>,
    max_bits: Setting<LitInt>,
    library: Setting<Path>,
}

impl Settings {
    fn new() -> Self {
        Self {
            title: Setting::new("title"),
            app: Setting::new("app"),
            salt: Setting::new("salt"),
            backends: Setting::new("backends"),
            common: Setting::new("common"),
            events: Setting::new("events"),
            never: Setting::new("never"),
            max_bits: Setting::new("max_bits"),
            library: Setting::new("crate"),
        }
    }

    fn read(&mut self, body: ParseStream, errors: &mut Errors) -> syn::Result<()> {
        while !body.is_empty() {
            let key = body.call(Ident::parse_any)?;
            if !body.peek(Token![:]) {
                let message = Message::new(format_args!("`{key}` has no value"))
                    .help("write", format_args!("{key}: .."));
                return Err(syn::Error::new(key.span(), message));
            }
            body.parse::<Token![:]>()?;
            if let Err(error) = self.read_value(&key, body, errors) {
                errors.push_parse(&error);
                until_comma(body)?;
            }
            if !body.is_empty() && !body.peek(Token![,]) {
                let message = Message::new("a comma is missing before this")
                    .help("write", format_args!("{key}: ..,"));
                return Err(body.error(message));
            }
            body.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    }

    fn read_value(
        &mut self,
        key: &Ident,
        body: ParseStream,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        match key.to_string().as_str() {
            "title" => self.title.set(key, text(key, body)?, errors),
            "app" => self.app.set(key, text(key, body)?, errors),
            "salt" => self.salt.set(key, text(key, body)?, errors),
            "backends" => self.backends.set(key, list(key, body, errors)?, errors),
            "common" => self.common.set(key, body.parse()?, errors),
            "events" => self.events.set(key, list(key, body, errors)?, errors),
            "never" => self.never.set(key, list(key, body, errors)?, errors),
            "max_bits" => self.max_bits.set(key, bits(body)?, errors),
            "crate" => self.library.set(key, body.call(Path::parse_mod_style)?, errors),
            _ => {
                arguments::unknown_key(key, "catalog!", &KEYS, errors);
                until_comma(body)?;
            }
        }
        Ok(())
    }
}

/// `".."`
fn text(key: &Ident, input: ParseStream) -> syn::Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    let message = Message::new(format_args!("`{key}` takes a text in quotes"))
        .help("write", format_args!("{key}: \"..\","));
    Err(input.error(message))
}

/// `64`
fn bits(input: ParseStream) -> syn::Result<LitInt> {
    let at = input.cursor();
    let number = input.parse::<LitInt>().ok();
    number.as_ref().and_then(arguments::bits).ok_or_else(|| {
        let message = Message::new("`max_bits` is a number: the most that one event may tell")
            .help("write", "max_bits: 64,");
        syn::Error::new(at.span(), message)
    })
}

/// `[A, B]`. What is no item is noted, and left out.
fn list<T: Parse>(key: &Ident, input: ParseStream, errors: &mut Errors) -> syn::Result<Vec<T>> {
    if !input.peek(token::Bracket) {
        let message = Message::new(format_args!("`{key}` takes a list in brackets"))
            .help("write", format_args!("{key}: [..],"));
        return Err(input.error(message));
    }
    let content;
    bracketed!(content in input);
    let mut items = Vec::new();
    while !content.is_empty() {
        match content.parse() {
            Ok(item) => items.push(item),
            Err(error) => {
                errors.push_parse(&error);
                until_comma(&content)?;
            }
        }
        if !content.is_empty() && !content.peek(Token![,]) {
            errors.push_parse(&content.error("a comma is missing before this"));
            until_comma(&content)?;
        }
        content.parse::<Option<Token![,]>>()?;
    }
    Ok(items)
}
