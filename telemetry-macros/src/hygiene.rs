//! Walks the generated tokens: they name nothing that the user's code could take the place of.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::DeriveInput;

use crate::attribute::Derive;
use crate::{catalog, event, label};

const EVENT: &str = r#"
    /// One top-level chat turn.
    #[event(name = "message_sent", why = "Why?", once)]
    struct MessageSent<'a> {
        source: Source,
        #[origin]
        model_source: ModelSource,
        /// The model.
        #[omit_if_remote]
        #[hash_remote(salt = "salt", length = 16)]
        model: &'a str,
        /// The format.
        #[enum_only("text", other = "other")]
        format: String,
        /// The size.
        #[bucket(-8, 16, 128, tolerance = 0.5)]
        size: f64,
        /// The version.
        #[safe("out of our list")]
        version: String,
        #[skip]
        path: PathBuf,
    }
"#;

const AGGREGATE: &str = r#"
    /// A chat came to its end.
    #[event(aggregate(needs = size), once = "day")]
    struct MessageSent {
        /// The size.
        size: String,
        /// The format.
        format: Quantiles,
        #[skip]
        path: PathBuf,
    }
"#;

const ENUM: &str = "enum Source { ChatUi, #[remote] #[label = \"http\"] Http }";

const CATALOG: &str = r#"
    /// What we learn.
    pub struct Osaurus {
        title: "Osaurus",
        backends: [Aptabase],
        common: Machine,
        events: [MessageSent<'_>],
        never: ["Chat content."],
    }
"#;

/// What the samples name themselves.
const OF_THE_USER: [&str; 21] = [
    "MessageSent",
    "Source",
    "ModelSource",
    "String",
    "PathBuf",
    "Quantiles",
    "Osaurus",
    "Aptabase",
    "Machine",
    "ChatUi",
    "Http",
    "source",
    "model_source",
    "model",
    "format",
    "size",
    "version",
    "path",
    "f64",
    "str",
    "doc",
];

/// The language's own words, and the attributes and fields that only it or our types give a meaning.
const OF_THE_LANGUAGE: [&str; 30] = [
    "must_use",
    "_",
    "debug_assertions",
    "use",
    "const",
    "impl",
    "for",
    "fn",
    "let",
    "mut",
    "self",
    "Self",
    "as",
    "if",
    "match",
    "true",
    "false",
    "static",
    "struct",
    "pub",
    "type",
    "allow",
    "deprecated",
    "dead_code",
    "non_upper_case_globals",
    "unused_qualifications",
    "reason",
    "automatically_derived",
    "diagnostic",
    "a",
];

fn expansions() -> [(&'static str, TokenStream); 7] {
    let parsed = |source| syn::parse_str::<DeriveInput>(source).unwrap();
    [
        ("event", event::derive(parsed(EVENT), Derive::Event)),
        ("aggregate", event::derive(parsed(AGGREGATE), Derive::Event)),
        (
            "common",
            event::derive(parsed("struct Machine { /** It. */ size: f64 }"), Derive::Common),
        ),
        ("refused event", event::derive(parsed("enum Source {}"), Derive::Event)),
        ("enum", label::derive(parsed(ENUM))),
        ("refused enum", label::derive(parsed("enum Source {}"))),
        ("catalogue", catalog::declare(CATALOG.parse().unwrap())),
    ]
}

#[test]
fn every_name_is_qualified() {
    for (what, tokens) in expansions() {
        unqualified(tokens, &mut |name| {
            panic!("{what}: `{name}` can mean something of the user's")
        });
    }
}

#[test]
fn no_method_is_called() {
    for (what, tokens) in expansions() {
        dots(tokens, &mut |name| panic!("{what}: `.{name}` can mean a method of the user's"));
    }
}

#[test]
fn what_is_right_expands_without_an_error() {
    for (what, tokens) in expansions().into_iter().filter(|(what, _)| !what.starts_with("refused"))
    {
        assert!(!tokens.to_string().contains("compile_error"), "{what}");
    }
}

/// Reports each identifier that begins a path, unless it is known.
fn unqualified(tokens: TokenStream, report: &mut dyn FnMut(&str)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => unqualified(group.stream(), report),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let known = OF_THE_USER.contains(&&*name) || OF_THE_LANGUAGE.contains(&&*name);
                let is_local = name.starts_with("__");
                if !known && !is_local && !is_qualified(&tokens, at) && !is_declared(&tokens, at) {
                    report(&name);
                }
            }
            _ => {}
        }
    }
}

fn is_punctuation(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == wanted)
}

/// Behind `::`.
fn is_qualified(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_punctuation(tokens.get(at - 1), ':') && is_punctuation(tokens.get(at - 2), ':')
}

/// Behind `const` or `fn`, or the name of a field in front of a single `:`.
fn is_declared(tokens: &[TokenTree], at: usize) -> bool {
    let is_item = at >= 1
        && matches!(&tokens[at - 1], TokenTree::Ident(word) if word == "const" || word == "fn" || word == "type");
    let is_field = matches!(tokens.get(at + 1), Some(TokenTree::Punct(colon)) if colon.as_char() == ':' && colon.spacing() == Spacing::Alone);
    is_item || is_field
}

/// Reports each name behind a single dot.
fn dots(tokens: TokenStream, report: &mut dyn FnMut(&str)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            dots(group.stream(), report);
        }
        if is_punctuation(Some(token), '.')
            && let Some(TokenTree::Ident(name)) = tokens.get(at + 1)
        {
            report(&name.to_string());
        }
    }
}
