//! `#[bucket(8, 16, 128)]` and `#[bucket(..=8 => "small", _ => "large")]`

use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, Lit, LitStr, Token};

use crate::arguments::{self, Setting};
use crate::attribute::{Arguments, Helper};
use crate::errors::{Errors, Message};
use crate::property::model::{Bound, Buckets, Label};

const PLAIN: &str = "#[bucket(8, 16, 128)]";
const LABELLED: &str = "#[bucket(..=0 => \"none\", ..=10 => \"few\", _ => \"many\")]";

/// One entry of the list.
enum Entry {
    /// `8`
    Bound(Bound),
    /// `..=8 => "small"`
    Arm(Bound, LitStr),
    /// `_ => "large"`
    Last(LitStr),
    /// `tolerance = 0.5`
    Setting(Ident, Bound),
}

pub fn parse(helper: &Helper, errors: &mut Errors) -> Option<Buckets> {
    let entries = entries(helper, errors)?;
    let (mut bounds, mut arms, mut last, mut tolerance) =
        (Vec::new(), Vec::new(), None, Setting::new("tolerance"));
    for entry in entries {
        match entry {
            Entry::Setting(key, value) if key == "tolerance" => tolerance.set(&key, value, errors),
            Entry::Setting(key, _) => {
                arguments::unknown_key(&key, "bucket", &["tolerance"], errors)
            }
            Entry::Bound(bound) => bounds.push(bound),
            Entry::Arm(bound, label) if last.is_none() => arms.push((bound, label)),
            Entry::Last(label) if last.is_none() => last = Some(label),
            Entry::Arm(_, label) | Entry::Last(label) => {
                let message = Message::new("nothing is left for a bucket behind `_`")
                    .help("write `_` last", LABELLED);
                errors.push(label, message);
            }
        }
    }
    let tolerance = tolerance.get();
    match (bounds.is_empty(), arms.is_empty(), last) {
        (false, true, None) => plain(helper, bounds, tolerance, errors),
        (true, false, Some(last)) => Some(labelled(arms, last, tolerance)),
        (true, false, None) => {
            let message = Message::new("numbers beyond the last bound have no bucket")
                .help("end with a label for them", "_ => \"..\"");
            errors.push(&helper.name, message);
            None
        }
        _ => {
            let message =
                Message::new("buckets are bounds, or bounds with labels and `_` for the rest")
                    .help("write", PLAIN)
                    .help("or", LABELLED);
            errors.push(&helper.name, message);
            None
        }
    }
}

fn entries(helper: &Helper, errors: &mut Errors) -> Option<Punctuated<Entry, Token![,]>> {
    let tokens = match &helper.arguments {
        Arguments::List(tokens) if !tokens.is_empty() => tokens.clone(),
        _ => {
            let message = Message::new("`bucket` takes the bounds of its buckets")
                .help("for the labels 8, 16 and 128+ write", PLAIN)
                .help("or give the labels", LABELLED);
            errors.push(&helper.name, message);
            return None;
        }
    };
    let entries = Punctuated::parse_terminated.parse2(tokens);
    entries.map_err(|error| errors.push_parse(&error)).ok()
}

/// Each bound but the last is the label of what it bounds; the last one is that of the open end.
fn plain(
    helper: &Helper,
    bounds: Vec<Bound>,
    tolerance: Option<Bound>,
    errors: &mut Errors,
) -> Option<Buckets> {
    if bounds.len() < 2 {
        let message =
            Message::new("one bound makes one bucket, and one label for all numbers says nothing")
                .help("give at least two bounds", PLAIN);
        errors.push(&helper.name, message);
        return None;
    }
    let mut labels: Vec<Label> = bounds
        .iter()
        .map(|bound| Label { text: bound.number.to_string(), tokens: bound.tokens.clone() })
        .collect();
    if let Some(last) = labels.last_mut() {
        last.text.push('+');
    }
    Some(Buckets { bounds, labels, tolerance })
}

fn labelled(arms: Vec<(Bound, LitStr)>, last: LitStr, tolerance: Option<Bound>) -> Buckets {
    let (bounds, mut labels): (Vec<_>, Vec<_>) = arms.into_iter().unzip();
    labels.push(last);
    let labels = labels
        .into_iter()
        .map(|label| Label { text: label.value(), tokens: label.into_token_stream() });
    Buckets { bounds, labels: labels.collect(), tolerance }
}

impl Parse for Entry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Token![_]) {
            input.parse::<Token![_]>()?;
            return Ok(Self::Last(label(input)?));
        }
        if input.peek(Ident) && input.peek2(Token![=]) {
            let key = input.parse()?;
            input.parse::<Token![=]>()?;
            return Ok(Self::Setting(key, number(input)?));
        }
        if input.peek(Token![..=]) {
            input.parse::<Token![..=]>()?;
            let bound = number(input)?;
            return Ok(Self::Arm(bound, label(input)?));
        }
        if input.peek(Token![..]) {
            let message =
                Message::new("a bucket includes its upper bound").help("write", "..=10 => \"..\"");
            return Err(input.error(message));
        }
        let bound = number(input)?;
        if input.peek(Token![..]) || input.peek(Token![=>]) {
            let message = Message::new(
                "a bucket begins where the one before it ends, so it has an upper bound only",
            )
            .help("write", "..=10 => \"..\"");
            return Err(input.error(message));
        }
        Ok(Self::Bound(bound))
    }
}

/// `=> "small"`
fn label(input: ParseStream) -> syn::Result<LitStr> {
    if input.peek(Token![=>]) && input.peek3(LitStr) {
        input.parse::<Token![=>]>()?;
        return input.parse();
    }
    Err(input
        .error(Message::new("a bucket has a label, a text in quotes").help("write", "=> \"..\"")))
}

/// A literal, with or without a minus sign.
fn number(input: ParseStream) -> syn::Result<Bound> {
    let minus: Option<Token![-]> = input.parse()?;
    let at = input.cursor();
    let literal: Option<Lit> = input.parse().ok();
    let digits = match &literal {
        Some(Lit::Int(number)) => Some(number.base10_digits()),
        Some(Lit::Float(number)) => Some(number.base10_digits()),
        _ => None,
    };
    let number =
        digits.and_then(|digits| digits.parse::<f64>().ok()).filter(|number| number.is_finite());
    match number {
        Some(number) => Ok(Bound {
            number: if minus.is_some() { -number } else { number },
            tokens: quote!(#minus #literal),
        }),
        None => Err(syn::Error::new(
            at.span(),
            Message::new("a bound is a number").help("write", PLAIN),
        )),
    }
}
