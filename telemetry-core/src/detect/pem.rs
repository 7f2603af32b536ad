//! Private keys in text armour, from `-----BEGIN` to the end of the armour or of the text.
//! Source: RFC 7468 and RFC 9580; public keys and certificates are left alone.

use super::bytes::part;
use super::{Findings, Rule};
use memchr::memmem;

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(start) =
        memmem::find(part(bytes, from, bytes.len()), b"-----BEGIN ").map(|at| from + at)
    {
        let title = part(bytes, start + 11, bytes.len().min(start + 60));
        let label = part(title, 0, memmem::find(title, b"-----").unwrap_or(0));
        from = start + 11;
        if !label.ends_with(b"PRIVATE KEY") && !label.ends_with(b"PRIVATE KEY BLOCK") {
            continue;
        }
        let after = from + label.len() + 5;
        let end = memmem::find(part(bytes, after, bytes.len()), b"-----END ")
            .map_or(bytes.len(), |at| after + at + 9);
        from = memmem::find(part(bytes, end, bytes.len()), b"-----")
            .map_or(bytes.len(), |at| end + at + 5);
        found.add(start, from, Rule::PrivateKey);
    }
}
