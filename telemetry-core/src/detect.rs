//! One set of detectors for the value filter and the scrubber.
//!
//! A detector finds spans of personal data or secrets. The filter asks whether there is any, the
//! scrubber replaces each. A census of the bytes, one pass without branches, decides which
//! detectors look at the text at all; most clean values meet only one of them.

mod address;
mod assignment;
mod bytes;
mod census;
mod credential;
mod email;
mod entropy;
mod escapes;
mod fold;
mod home;
mod host;
mod iban;
mod key;
mod names;
mod number;
mod path;
mod path_end;
mod pem;
mod phone;
mod rule;
mod seed_phrase;
mod token;
mod url;
mod wallet;
mod words;

use census::Census;
pub(crate) use escapes::without_escapes;
use fold::Folded;
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

struct Detector {
    /// Whether a text of this census can hold what the detector looks for.
    applies: fn(&Census) -> bool,
    find: fn(&str, &mut Findings),
}

const DETECTORS: [Detector; 16] = [
    Detector { applies: |c| c.path_marks > 0 && c.colons > 0, find: url::find },
    Detector { applies: |c| c.ats > 0, find: email::find },
    Detector { applies: |c| c.path_marks > 0, find: path::find },
    Detector { applies: |c| c.path_marks > 0, find: home::find },
    Detector { applies: |c| c.dots >= 3 && c.digits >= 4, find: address::find_ipv4 },
    Detector { applies: |c| c.colons >= 2, find: address::find_colon_hex },
    Detector { applies: |c| c.dashes >= 5 || c.dots >= 2, find: address::find_mac },
    Detector { applies: |c| c.digits >= 7, find: number::find },
    Detector { applies: |c| c.dashes >= 10, find: pem::find },
    Detector { applies: |c| c.colons + c.equals > 0, find: assignment::find },
    Detector { applies: |c| c.dashes > 1, find: assignment::find_options },
    Detector { applies: |c| c.path_marks > 0, find: assignment::find_elements },
    Detector { applies: |c| c.dots + c.dashes > 0, find: host::find },
    Detector { applies: |_| true, find: host::find_possessive },
    Detector { applies: |_| true, find: words::find },
    Detector { applies: |_| true, find: seed_phrase::find },
];

/// The rule that the first detector with a finding names.
pub(crate) fn first(text: &str) -> Option<Rule> {
    let text = without_escapes(text);
    let folded = Folded::new(&text);
    let mut found = Findings::default();
    applicable(&folded).find_map(|detector| {
        (detector.find)(folded.as_str(), &mut found);
        found.0.first().map(|span| span.rule)
    })
}

/// Every sensitive span of `text`, in order, without overlaps, on character boundaries.
pub(crate) fn all(text: &str) -> Vec<Span> {
    let folded = Folded::new(text);
    let mut found = Findings::default();
    for detector in applicable(&folded) {
        (detector.find)(folded.as_str(), &mut found);
    }
    let mut spans = found.0;
    for span in &mut spans {
        *span = folded.span_in_original(*span, text);
    }
    without_overlaps(spans)
}

fn applicable<'a>(folded: &'a Folded<'_>) -> impl Iterator<Item = &'static Detector> + 'a {
    DETECTORS.iter().filter(|detector| (detector.applies)(&folded.census))
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
