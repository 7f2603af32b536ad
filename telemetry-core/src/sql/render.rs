use super::span::{Kind, Span};
use crate::scrub::outside_placeholder;

/// The statement without what `spans` covers; they are sorted and do not touch.
pub(super) fn render(sql: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(sql.len().min(4096));
    let mut at = 0;
    for span in spans {
        push(&mut out, sql.get(at..span.start).unwrap_or_default());
        match span.kind {
            Kind::Literal => out.push('?'),
            Kind::Comment => push(&mut out, " "),
        }
        at = span.end;
    }
    push(&mut out, sql.get(at..).unwrap_or_default());
    out.trim().to_owned()
}

/// Comments leave their white space behind on both sides: one of them is enough.
fn push(out: &mut String, text: &str) {
    if out.ends_with(' ') {
        out.push_str(text.trim_start_matches(' '));
    } else {
        out.push_str(text);
    }
}

/// At most `max` characters, without the word or the placeholder that would be cut in half.
pub(super) fn cut(text: &str, max: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(max) else {
        return text.to_owned();
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let kept = &text[..outside_placeholder(text, end)];
    let kept = if is_word(next) { kept.trim_end_matches(is_word) } else { kept };
    kept.trim_end().to_owned()
}

/// At most `max` bytes, ending at a character.
pub(super) fn head(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}
