//! The helper attributes above an item, a field or a variant, in either spelling.

mod known;

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Meta, Token, parenthesized, token};

use crate::errors::{Errors, Message};
use crate::names::{self, nearest};
use known::{KNOWN, Known};

pub use known::{Derive, Kind, Place};

/// One helper attribute, spelled `#[hash(length = 8)]` or `#[telemetry(hash(length = 8))]`.
pub struct Helper {
    known: &'static Known,
    /// The name, where it is written.
    pub name: Ident,
    pub arguments: Arguments,
}

/// What follows a helper's name.
pub enum Arguments {
    None,
    /// `(..)`, without the parentheses.
    List(TokenStream),
    /// `= ..`, without the sign.
    Value(TokenStream),
}

/// The helpers of a derive among these attributes that belong in this place; the others are reported.
///
/// What only another derive of ours takes, such as `#[label]` above a field, is not looked at: it may be
/// the helper of somebody else's, and where it is nobody's the compiler says so.
pub fn read(
    attributes: &[Attribute],
    place: Place,
    derive: Derive,
    errors: &mut Errors,
) -> Vec<Helper> {
    let mut helpers = Vec::new();
    for attribute in attributes {
        let Some(name) = attribute.path().get_ident() else { continue };
        let text = name.to_string();
        if text == "telemetry" {
            for written in long_spellings(attribute, errors) {
                helpers.extend(written.into_helper(place, errors));
            }
        } else if let Some(known) = known::find(&text).filter(|known| known.is_helper_of(derive)) {
            let arguments = arguments(&attribute.meta);
            helpers.push(Helper { known, name: name.clone(), arguments });
        }
    }
    helpers.retain(|helper| belongs(helper, place, errors));
    helpers
}

fn arguments(meta: &Meta) -> Arguments {
    match meta {
        Meta::Path(_) => Arguments::None,
        Meta::List(list) => Arguments::List(list.tokens.clone()),
        Meta::NameValue(pair) => {
            let value = &pair.value;
            Arguments::Value(quote::quote!(#value))
        }
    }
}

/// One entry of `#[telemetry(..)]`.
struct Written {
    name: Ident,
    arguments: Arguments,
}

fn long_spellings(attribute: &Attribute, errors: &mut Errors) -> Vec<Written> {
    let parser = Punctuated::<Written, Token![,]>::parse_terminated;
    let entries = match &attribute.meta {
        Meta::List(list) => parser.parse2(list.tokens.clone()).unwrap_or_default(),
        _ => Punctuated::new(),
    };
    if entries.is_empty() {
        let message = Message::new("`#[telemetry(..)]` takes attributes, separated by commas")
            .help("for example", "#[telemetry(bucket(8, 16, 128))]");
        errors.push(&attribute.meta, message);
    }
    entries.into_iter().collect()
}

impl Parse for Written {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let arguments = if input.peek(token::Paren) {
            let arguments;
            parenthesized!(arguments in input);
            Arguments::List(arguments.parse()?)
        } else if input.parse::<Option<Token![=]>>()?.is_some() {
            Arguments::Value(until_comma(input)?)
        } else {
            Arguments::None
        };
        Ok(Self { name, arguments })
    }
}

impl Written {
    /// An unknown attribute must not be ignored: `#[telemetry(skp)]` would send what was to stay.
    fn into_helper(self, place: Place, errors: &mut Errors) -> Option<Helper> {
        let Self { name, arguments } = self;
        let text = names::plain(&name);
        if let Some(known) = known::find(&text) {
            return Some(Helper { known, name, arguments });
        }
        let message = Message::new(format_args!("there is no attribute `{text}`"));
        let near = nearest(&text, KNOWN.iter().map(|known| known.name)).and_then(known::find);
        let message = match near {
            Some(near) => message.help("did you mean", near.example),
            None => {
                let here = KNOWN.iter().filter(|known| known.places.contains(&place));
                let list: Vec<String> = here.map(|known| format!("`{}`", known.name)).collect();
                message.advice(format_args!("{} takes {}", place.name(), list.join(", ")))
            }
        };
        errors.push(&name, message);
        None
    }
}

/// `#[label = ".."]` above a field, `#[hash]` above a variant.
fn belongs(helper: &Helper, place: Place, errors: &mut Errors) -> bool {
    let Known { name, places, example, .. } = helper.known;
    if places.contains(&place) {
        return true;
    }
    let home = places.first().map_or("", |place| place.name());
    let what = format!("`{name}` belongs above {home}, not above {}", place.name());
    errors.push(&helper.name, Message::new(what).help("remove it here, and write there", example));
    false
}

impl Helper {
    pub fn kind(&self) -> Kind {
        self.known.kind
    }

    /// Reports arguments where there are none to give: `#[skip(serialize)]`.
    pub fn takes_nothing(&self, errors: &mut Errors) {
        let (Arguments::List(given) | Arguments::Value(given)) = &self.arguments else { return };
        let Known { name, example, .. } = self.known;
        let message =
            Message::new(format_args!("`{name}` takes no argument")).help("write", example);
        errors.push_behind(&self.name, given, message);
    }

    /// The text of `#[label = ".."]`.
    pub fn text(&self, errors: &mut Errors) -> Option<LitStr> {
        let text = match &self.arguments {
            Arguments::Value(value) => syn::parse2(value.clone()).ok(),
            _ => None,
        };
        if text.is_none() {
            let Known { name, example, .. } = self.known;
            let message = Message::new(format_args!("`{name}` takes a text in quotes"))
                .help("write", example);
            errors.push(&self.name, message);
        }
        text
    }
}

/// The tokens up to the next comma that no bracket encloses.
pub fn until_comma(input: ParseStream) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<proc_macro2::TokenTree>()?]);
    }
    Ok(tokens)
}
