//! Long words, and the rules that look into them: tokens of known issuers, wallets, what a word
//! before calls secret, and what is too random.
//!
//! No such secret is shorter than [`SHORTEST`], so most of a text need not be read: a look at every
//! twelfth byte finds each word of that length, as in the string search of Boyer and Moore.

use super::assignment::is_introduced;
use super::bytes::{byte_before, part, run_end};
use super::path_end::without_punctuation;
use super::{Findings, Rule, entropy, token, wallet};

const SHORTEST: usize = 12;

static IS_INSIDE: [bool; 256] = inside_of_words();

/// Every byte but blanks, quotes, brackets, commas and semicolons; nothing that is not ASCII.
const fn inside_of_words() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        table[byte as usize] = !matches!(
            byte,
            b'"' | b'\''
                | b'`'
                | b'<'
                | b'>'
                | b'('
                | b')'
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b','
                | b';'
        );
        byte += 1;
    }
    table
}

fn is_inside(byte: u8) -> bool {
    IS_INSIDE[usize::from(byte)]
}

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some((start, end)) = next_long_word(bytes, from) {
        look_into(bytes, start, end, found);
        from = end;
    }
}

fn next_long_word(bytes: &[u8], mut from: usize) -> Option<(usize, usize)> {
    loop {
        let candidate = bytes.get(from..from + SHORTEST)?;
        match candidate.iter().rposition(|&byte| !is_inside(byte)) {
            Some(outside) => from += outside + 1,
            None => return Some((from, run_end(bytes, from + SHORTEST, is_inside))),
        }
    }
}

fn look_into(bytes: &[u8], start: usize, end: usize, found: &mut Findings) {
    let before = found.0.len();
    let end = without_punctuation(bytes, start, end);
    let mut at = start;
    while at < end {
        if byte_before(bytes, at).is_ascii_alphanumeric() && at > start
            || !bytes[at].is_ascii_alphanumeric()
        {
            at += 1;
            continue;
        }
        if let Some(length) = token::length(part(bytes, at, end)) {
            found.add(at, at + length, Rule::Token);
            at += length;
            continue;
        }
        let run = run_end(bytes, at, |byte| byte.is_ascii_alphanumeric()).min(end);
        if wallet::is_wallet(part(bytes, at, run)) {
            found.add(at, run, Rule::Wallet);
        }
        at = run.max(at + 1);
    }
    if found.0.len() > before {
        return;
    }
    if is_introduced(bytes, start, end) {
        found.add(start, end, Rule::Assignment);
    } else if let Some((first, last)) = entropy::random_part(part(bytes, start, end)) {
        found.add(start + first, start + last, Rule::Random);
    }
}
