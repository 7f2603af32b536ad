//! One set of detectors for the value filter and the scrubber.
//!
//! A detector finds spans of personal data or secrets. The filter asks whether there is any, the
//! scrubber replaces each. The clues of one pass decide which detectors look at the text at all;
//! most clean values meet none. Long words are read to their end in that pass.

mod account;
mod address;
mod assignment;
mod bytes;
mod clues;
mod command;
mod credential;
mod email;
mod encoded;
mod entropy;
mod escapes;
mod fold;
mod home;
mod host;
mod iban;
mod key;
mod names;
mod needs;
mod number;
mod path;
mod path_end;
mod patterns;
mod pem;
mod phone;
mod rows;
mod rule;
mod seed_phrase;
mod shape;
mod token;
mod url;
mod wallet;
mod word_list;
mod words;

use std::borrow::Cow;

use clues::{Clue, Reading};
pub(crate) use escapes::without_escapes;
use fold::{Folded, needs_folding};
pub use rule::Rule;

/// Where something sensitive is, as byte offsets, and which rule says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) rule: Rule,
}

/// What the detectors found so far.
#[derive(Default)]
struct Findings(Vec<Span>);

impl Findings {
    fn add(&mut self, start: usize, end: usize, rule: Rule) {
        if start < end {
            self.0.push(Span { start, end, rule });
        }
    }
}

type Find = fn(&str, &mut Findings);

const DETECTORS: [(Clue, Find); 16] = [
    (Clue::Url, url::find),
    (Clue::Email, email::find),
    (Clue::Path, path::find),
    (Clue::Home, home::find),
    (Clue::Ipv4, address::find_ipv4),
    (Clue::ColonHex, address::find_colon_hex),
    (Clue::Mac, address::find_mac),
    (Clue::Number, number::find),
    (Clue::Armour, pem::find),
    (Clue::Assignment, assignment::find),
    (Clue::Option, command::find),
    (Clue::Element, assignment::find_elements),
    (Clue::Host, host::find),
    (Clue::Possessive, host::find_possessive),
    (Clue::Account, account::find),
    (Clue::SeedPhrase, seed_phrase::find),
];

/// The rule that the first detector with a finding names.
pub(crate) fn first(text: &str) -> Option<Rule> {
    if needs::are_unmet_by(text) {
        return None;
    }
    let reading = Reading::of(text);
    if reading.is_empty() {
        return None;
    }
    if reading.clues.has(Clue::Escape) {
        // What leaves is the text as it is: a link's target and a window's title are in the sequences.
        return first(&without_escapes(text)).or_else(|| first(&escapes::uncovered(text)));
    }
    let folded = Folded::new(text, reading);
    let mut found = Findings::default();
    for find in applicable(&folded) {
        find(folded.as_str(), &mut found);
        if let Some(span) = found.0.first() {
            return Some(span.rule);
        }
    }
    let words = &folded.reading.words.found;
    words.0.first().or_else(|| folded.unseen.0.first()).map(|span| span.rule)
}

/// Every sensitive span of `text`, in order, without overlaps, on character boundaries.
pub(crate) fn all(text: &str) -> Vec<Span> {
    let reading = Reading::of(text);
    if reading.is_empty() {
        return Vec::new();
    }
    let folded = Folded::new(text, reading);
    let mut found = Findings::default();
    for find in applicable(&folded) {
        find(folded.as_str(), &mut found);
    }
    let mut spans = found.0;
    spans.extend(&folded.reading.words.found.0);
    for span in &mut spans {
        *span = folded.span_in_original(*span, text);
    }
    spans.extend(&folded.unseen.0);
    without_overlaps(spans)
}

/// The text without what hides characters, if anything does.
pub(crate) fn undisguised(text: &str) -> Option<String> {
    match without_escapes(text) {
        plain if needs_folding(&plain) => Some(Folded::undisguised(&plain).as_str().to_owned()),
        Cow::Owned(plain) => Some(plain),
        Cow::Borrowed(_) => None,
    }
}

fn applicable<'a>(folded: &'a Folded<'_>) -> impl Iterator<Item = Find> + 'a {
    DETECTORS.iter().filter(|(clue, _)| folded.reading.clues.has(*clue)).map(|&(_, find)| find)
}

/// Joins overlapping spans; the widest of them gives the rule.
fn without_overlaps(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    let mut widest = 0;
    for span in spans {
        let width = span.end - span.start;
        match joined.last_mut() {
            Some(last) if span.start < last.end => {
                last.end = last.end.max(span.end);
                if width > widest {
                    (widest, last.rule) = (width, span.rule);
                }
            }
            _ => {
                widest = width;
                joined.push(span);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests;
