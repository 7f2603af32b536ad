/// What a masked stretch of the statement was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Leaves a `?` behind.
    Literal,
    /// Leaves nothing behind.
    Comment,
}

/// A stretch of bytes that must not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// Everything that any of the readings masks.
pub(super) fn union(readings: impl Iterator<Item = Vec<Span>>) -> Vec<Span> {
    let mut all: Vec<Span> = readings.flatten().collect();
    all.sort_unstable_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => {
                last.end = last.end.max(span.end);
                if span.kind == Kind::Literal {
                    last.kind = Kind::Literal;
                }
            }
            _ => merged.push(span),
        }
    }
    merged
}
