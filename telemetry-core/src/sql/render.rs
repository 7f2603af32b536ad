use super::span::{Kind, Span};

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

/// At most `max` characters.
pub(super) fn cut(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => text[..end].trim_end().to_owned(),
        None => text.to_owned(),
    }
}

/// At most `max` bytes, ending at a character.
pub(super) fn head(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}
