//! `#[enum_only("a", "b", other = "c")]`

use quote::ToTokens;
use syn::{Lit, LitStr};

use crate::arguments::{self, Argument, Setting};
use crate::attribute::{Arguments, Helper};
use crate::errors::{Errors, Message};
use crate::property::model::AllowList;

const EXAMPLE: &str = "#[enum_only(\"a\", \"b\", other = \"other\")]";

pub fn parse(helper: &Helper, errors: &mut Errors) -> Option<AllowList> {
    let Arguments::List(tokens) = &helper.arguments else {
        errors.push(
            &helper.name,
            Message::new("`enum_only` takes its labels in parentheses").help("write", EXAMPLE),
        );
        return None;
    };
    let mut labels: Vec<LitStr> = Vec::new();
    let mut other = Setting::new("other");
    for entry in arguments::entries(tokens) {
        match entry {
            Argument::Literal(Lit::Str(label)) => labels.push(label),
            Argument::Pair(key, value) if key == "other" => {
                if let Some(label) = arguments::text(&key, value, errors) {
                    other.set(&key, label, errors);
                }
            }
            Argument::Pair(key, _) => arguments::unknown_key(&key, "enum_only", &["other"], errors),
            entry => not_a_label(&entry, errors),
        }
    }
    let other = other.get();
    if tokens.is_empty() {
        let message = Message::new("`enum_only` lists no label, so nothing would ever be sent")
            .help("list the texts that may be sent", EXAMPLE)
            .note("a closed enum needs no list: `#[enum_only]`");
        errors.push(&helper.name, message);
    }
    Some(AllowList { labels, other })
}

/// `#[enum_only(openai, 3)]`
fn not_a_label(entry: &Argument, errors: &mut Errors) {
    let written = entry.to_token_stream().to_string();
    let label = written.trim_matches(|c: char| !c.is_alphanumeric());
    let message = Message::new("a label is a text in quotes")
        .help("write", format_args!("#[enum_only(\"{label}\", ..)]"));
    errors.push(entry, message);
}
