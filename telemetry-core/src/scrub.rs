//! The scrubber: text with a placeholder for each sensitive span.

mod quoted;

use crate::detect::{self, Rule, Span};

/// Replacing may bring together what was apart; a text that is not calm after so many rounds is
/// given up.
const MAX_ROUNDS: usize = 6;

/// What a scrubbed text looks like, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrubbed {
    /// The text without what was sensitive.
    pub text: String,
    /// The rules that fired, each once, in the order of the text.
    pub rules: Vec<Rule>,
}

/// Replaces every sensitive span by a placeholder of its kind and cuts the rest to `max` characters.
///
/// What comes out has no sensitive span left in it, so scrubbing it again changes nothing.
pub fn scrub(text: &str, max: usize) -> Scrubbed {
    let mut rules = Vec::new();
    let mut text = detect::without_escapes(text).into_owned();
    for _ in 0..MAX_ROUNDS {
        let spans = detect::all(&text);
        if spans.is_empty() && (text.len() <= max || text.chars().nth(max).is_none()) {
            return Scrubbed { text, rules };
        }
        for span in &spans {
            if !rules.contains(&span.rule) {
                rules.push(span.rule);
            }
        }
        text = replaced(&text, &spans, max);
    }
    Scrubbed { text: String::new(), rules }
}

/// [`scrub`], and a placeholder for whatever the text quotes: for messages of databases and others
/// that repeat values and names, which look like any other word.
///
/// ```
/// use telemetry_core::scrub::scrub_quoted;
///
/// let scrubbed = scrub_quoted("role \"jane\" may not read /home/jane/notes.txt", 500);
/// assert_eq!(scrubbed.text, "role \"<quoted>\" may not read <path>");
/// ```
pub fn scrub_quoted(text: &str, max: usize) -> Scrubbed {
    let first = scrub(text, usize::MAX);
    let unquoted = quoted::without_quoted(&first.text);
    let mut rules = first.rules;
    if unquoted != first.text {
        rules.push(Rule::Quoted);
    }
    let last = scrub(&unquoted, max);
    rules.extend(last.rules.into_iter().filter(|rule| !rules.contains(rule)).collect::<Vec<_>>());
    Scrubbed { text: last.text, rules }
}

/// The text with each span replaced, up to the last piece that `max` characters have room for.
fn replaced(text: &str, spans: &[Span], max: usize) -> String {
    let mut out = Cut { text: String::with_capacity(text.len().min(max)), room: max };
    let mut at = 0;
    for span in spans {
        out.push(text.get(at..span.start).unwrap_or_default());
        if !out.push_whole(span.rule.placeholder()) {
            return out.text;
        }
        at = span.end;
    }
    out.push(text.get(at..).unwrap_or_default());
    out.text
}

/// A text that takes no more than `room` further characters.
struct Cut {
    text: String,
    room: usize,
}

impl Cut {
    /// Adds what there is room for, but no part of a placeholder from an earlier round.
    fn push(&mut self, text: &str) {
        let cut = if text.len() > self.room { text.char_indices().nth(self.room) } else { None };
        let end = cut.map(|(at, _)| outside_placeholder(text, at));
        let kept = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
        self.text.push_str(kept);
        self.room = if end.is_some() { 0 } else { self.room - kept.chars().count() };
    }

    fn push_whole(&mut self, placeholder: &str) -> bool {
        let fits = placeholder.len() <= self.room;
        if fits {
            self.text.push_str(placeholder);
            self.room -= placeholder.len();
        }
        fits
    }
}

/// The last place up to `end` that is not inside of a placeholder.
pub(crate) fn outside_placeholder(text: &str, end: usize) -> usize {
    let is_inside = |&open: &usize| {
        let name = text[open + 1..].bytes().take_while(u8::is_ascii_lowercase).count();
        let close = open + 1 + name;
        name > 0 && close >= end && text.as_bytes().get(close) == Some(&b'>')
    };
    text[..end].rfind('<').filter(is_inside).unwrap_or(end)
}
