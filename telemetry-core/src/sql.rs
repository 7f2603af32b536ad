//! SQL text with every literal replaced by `?` and every comment removed.
//!
//! The dialect is never known here, so the text is read the way each family of databases would read
//! it, and whatever is a literal or a comment in *any* of these readings is masked. A statement that
//! is valid in one of them therefore cannot lose a literal to a misreading in another.

mod comment;
mod context;
mod dialect;
mod double_quote;
mod level;
mod literal;
mod name;
mod number;
mod quote;
mod render;
mod scan;
mod secret;
mod span;
mod word;

use span::Span;

/// Longer statements are cut here, which is as safe as any other unterminated input; it bounds the
/// time that one call can cost its caller.
const LONGEST_INPUT: usize = 64 * 1024;

/// Truncation may cut the context that let a quoted name stay; masking again settles that.
const ROUNDS: usize = 4;

/// Masks every literal of `sql`, in whatever dialect it is written, and keeps at most `max` characters:
/// whole words, names and placeholders, up to the last one that there is room for.
///
/// Keywords, identifiers and bind parameters stay; comments and optimizer hints go.
#[must_use]
pub fn mask_sql(sql: &str, max: usize) -> String {
    mask_sql_with(sql, max, str::to_owned)
}

/// Like [`mask_sql`], and lets `scrub` look for personal data in what is left: the identifiers.
#[must_use]
pub fn mask_sql_with(sql: &str, max: usize, scrub: impl FnOnce(&str) -> String) -> String {
    let masked = mask(render::head(sql, LONGEST_INPUT));
    let mut text = render::cut(&scrub(&masked), max);
    for _ in 0..ROUNDS {
        let again = render::cut(&mask(&text), max);
        if again == text {
            return text;
        }
        text = again;
    }
    render::cut("?", max)
}

fn mask(sql: &str) -> String {
    render::render(sql, &spans(sql))
}

fn spans(sql: &str) -> Vec<Span> {
    let mut readings: Vec<scan::Reading> = Vec::new();
    for dialect in dialect::ALL {
        if !readings.iter().any(|reading| reading.is_also(dialect)) {
            readings.push(scan::read(sql, dialect));
        }
    }
    // No valid statement has an oddity in its own dialect's reading, so a reading that has some is
    // not the true one as long as another has none.
    if readings.iter().any(|reading| reading.oddities == 0) {
        readings.retain(|reading| reading.oddities == 0);
    }
    span::union(readings.into_iter().map(|reading| reading.spans))
}

#[cfg(test)]
mod tests;
