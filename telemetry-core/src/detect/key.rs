//! Which keys name secrets, and how sure that is.
//!
//! The last word of a key decides: `max_tokens` and `token_limit` are counts, `session_token` is
//! none. A bare `key` says little unless the word before it says more (`api_key`).
//! Source: the key names that the documentation of the common vendors and frameworks uses.

use super::bytes::{byte_at, byte_before, ends_with, is_one_of, part, run_start};
use super::rows::ones;
use super::word_list::WordList;

/// No key is longer.
pub(super) const MAX_KEY: usize = 64;

/// How much the key says about its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A value counts when it is random.
    Random,
    /// A value counts unless it is a word or a number.
    Likely,
    /// Any value counts that does not read as a state.
    Certain,
    /// The rest of the line counts.
    Line,
}

/// The last words of keys. An ending may have more in front (`authtoken`), a word stands alone.
const KEY_WORDS: &[(&str, Strength, Match)] = &[
    ("password", Strength::Certain, Match::Ending),
    ("passwd", Strength::Certain, Match::Ending),
    ("passwort", Strength::Certain, Match::Ending),
    ("passphrase", Strength::Certain, Match::Ending),
    ("passcode", Strength::Certain, Match::Ending),
    ("secret", Strength::Certain, Match::Ending),
    ("apikey", Strength::Certain, Match::Ending),
    ("secretkey", Strength::Certain, Match::Ending),
    ("accesskey", Strength::Certain, Match::Ending),
    ("privatekey", Strength::Certain, Match::Ending),
    ("accountkey", Strength::Certain, Match::Ending),
    ("sharedkey", Strength::Certain, Match::Ending),
    ("authkey", Strength::Certain, Match::Ending),
    ("signingkey", Strength::Certain, Match::Ending),
    ("masterkey", Strength::Certain, Match::Ending),
    ("encryptionkey", Strength::Certain, Match::Ending),
    ("userpass", Strength::Certain, Match::Ending),
    ("dbpass", Strength::Certain, Match::Ending),
    ("senha", Strength::Certain, Match::Ending),
    ("contraseña", Strength::Certain, Match::Ending),
    ("contrasena", Strength::Certain, Match::Ending),
    ("passe", Strength::Certain, Match::Word),
    ("kennwort", Strength::Certain, Match::Ending),
    ("wachtwoord", Strength::Certain, Match::Ending),
    // Without its first letter, which may be a capital; other scripts are compared as they are.
    ("ароль", Strength::Certain, Match::Ending),
    ("parola", Strength::Certain, Match::Ending),
    ("heslo", Strength::Certain, Match::Ending),
    ("密码", Strength::Certain, Match::Ending),
    ("口令", Strength::Certain, Match::Ending),
    ("パスワード", Strength::Certain, Match::Ending),
    ("비밀번호", Strength::Certain, Match::Ending),
    ("lösenord", Strength::Certain, Match::Ending),
    ("hasło", Strength::Certain, Match::Ending),
    ("pwd", Strength::Certain, Match::Ending),
    ("pass", Strength::Certain, Match::Word),
    ("psw", Strength::Certain, Match::Word),
    ("psk", Strength::Certain, Match::Word),
    ("pw", Strength::Certain, Match::Word),
    ("cvv", Strength::Certain, Match::Word),
    ("cvc", Strength::Certain, Match::Word),
    ("authorization", Strength::Certain, Match::Word),
    ("token", Strength::Likely, Match::Ending),
    ("credential", Strength::Likely, Match::Ending),
    ("credentials", Strength::Likely, Match::Ending),
    ("sessionid", Strength::Likely, Match::Ending),
    ("sessid", Strength::Likely, Match::Ending),
    ("signature", Strength::Likely, Match::Ending),
    ("authcode", Strength::Likely, Match::Ending),
    ("auth", Strength::Likely, Match::Word),
    ("session", Strength::Likely, Match::Word),
    ("sid", Strength::Likely, Match::Word),
    ("sig", Strength::Likely, Match::Word),
    ("jwt", Strength::Likely, Match::Word),
    ("dsn", Strength::Likely, Match::Word),
    ("bearer", Strength::Likely, Match::Word),
    ("pin", Strength::Likely, Match::Word),
    ("otp", Strength::Certain, Match::Word),
    ("hmac", Strength::Likely, Match::Word),
    ("creds", Strength::Likely, Match::Word),
    ("pat", Strength::Likely, Match::Word),
    ("sas", Strength::Likely, Match::Word),
    ("key", Strength::Random, Match::Word),
    ("cookie", Strength::Line, Match::Word),
    ("cookies", Strength::Line, Match::Word),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Ending,
    Word,
}

/// For each last letter of some words the letters one and two before it, one bit each.
type Endings = [(u32, u32); 32];

/// Most words need no further look.
static ENDINGS: Endings = endings();
static OTHER_ENDINGS: Endings =
    with_endings(with_endings(SUFFIX_ENDINGS, FILLER_WORDS), SCHEME_WORDS);
static SUFFIX_ENDINGS: Endings = with_endings([(0, 0); 32], SUFFIX_WORDS);

const fn endings() -> Endings {
    let mut endings = OTHER_ENDINGS;
    let mut at = 0;
    while at < KEY_WORDS.len() {
        endings = with_ending(endings, KEY_WORDS[at].0);
        at += 1;
    }
    endings
}

const fn with_endings(mut endings: Endings, words: &[&str]) -> Endings {
    let mut at = 0;
    while at < words.len() {
        endings = with_ending(endings, words[at]);
        at += 1;
    }
    endings
}

const fn with_ending(mut endings: Endings, word: &str) -> Endings {
    let word = word.as_bytes();
    let letters = &mut endings[(word[word.len() - 1] & 31) as usize];
    letters.0 |= 1 << (word[word.len() - 2] & 31);
    letters.1 |= match word.len() {
        2 => u32::MAX,
        length => 1 << (word[length - 3] & 31),
    };
    endings
}

/// For each last letter the key words that end with it, one bit each.
static BY_LAST_LETTER: [u64; 32] = by_last_letter();

const fn by_last_letter() -> [u64; 32] {
    let mut bits = [0; 32];
    let mut at = 0;
    while at < KEY_WORDS.len() {
        let word = KEY_WORDS[at].0.as_bytes();
        bits[(word[word.len() - 1] & 31) as usize] |= 1 << at;
        at += 1;
    }
    bits
}

/// Whether the letters before `end` can be the last ones of a key word, or of one that may stand for it.
#[inline]
pub(super) fn may_end_key(bytes: &[u8], end: usize) -> bool {
    has_ending(part(bytes, 0, end), &ENDINGS)
}

/// Whether one of these words ends at `end`, or of those that may stand behind a key word.
#[inline]
pub(super) fn ends_key(bytes: &[u8], end: usize) -> bool {
    may_end_key(bytes, end) && ends_with_word(part(bytes, 0, end))
}

fn ends_with_word(key: &[u8]) -> bool {
    let last = key.last().map_or(0, u8::to_ascii_lowercase);
    let is_end = |word: &&str| word.as_bytes().last() == Some(&last) && ends_with(key, word);
    key_words_at_end(key).next().is_some()
        || has_ending(key, &OTHER_ENDINGS)
            && [SUFFIX_WORDS, FILLER_WORDS, SCHEME_WORDS].into_iter().flatten().any(is_end)
}

/// The key words that a key ends with.
fn key_words_at_end(key: &[u8]) -> impl Iterator<Item = &'static (&'static str, Strength, Match)> {
    let [before_last, last] = key.last_chunk().copied().unwrap_or_default();
    ones(BY_LAST_LETTER[usize::from(last & 31)]).filter_map(|at| KEY_WORDS.get(at)).filter(
        move |(listed, ..)| {
            let letters = listed.as_bytes();
            letters[letters.len() - 2].eq_ignore_ascii_case(&before_last) && ends_with(key, listed)
        },
    )
}

#[inline]
fn has_ending(key: &[u8], endings: &Endings) -> bool {
    let (third, second, last) = match *key {
        [.., third, second, last] => (third & 31, second & 31, last & 31),
        [second, last] => (0, second & 31, last & 31),
        _ => return false,
    };
    let (one_before, two_before) = endings[usize::from(last)];
    one_before >> second & two_before >> third & 1 == 1
}

/// What makes a `key` a secret one.
#[rustfmt::skip]
static KEY_QUALIFIERS: WordList = WordList::new(&[
    "api", "access", "secret", "private", "account", "encryption", "encrypt", "signing", "client",
    "shared", "master", "auth", "service", "license", "ssh", "deploy", "app", "application",
    "storage", "webhook", "subscription", "admin", "write", "ingest", "ingestion",
    "instrumentation", "rsa", "pgp", "gpg", "aes", "session", "consumer", "user", "host",
    "integration", "project", "team", "dsa", "ed25519",
]);
/// Words between a key and its separator that say nothing.
#[rustfmt::skip]
const FILLER_WORDS: &[&str] = &[
    "provided", "is", "was", "value", "supplied", "given", "used", "header", "received",
];
pub(super) static FILLERS: WordList = WordList::new(FILLER_WORDS);

/// Schemes of authorization that introduce a secret wherever they stand (RFC 7617, RFC 6750).
const SCHEME_WORDS: &[&str] = &["bearer", "basic", "apikey"];
pub(super) static SCHEMES: WordList = WordList::new(SCHEME_WORDS);

/// Words behind the name of a secret that tell one of several from the others (`API_KEY_PROD`).
const SUFFIX_WORDS: &[&str] = &[
    "base",
    "prod",
    "production",
    "dev",
    "development",
    "staging",
    "test",
    "live",
    "old",
    "new",
    "primary",
    "secondary",
    "backup",
];
static SUFFIXES: WordList = WordList::new(SUFFIX_WORDS);

fn without_digits(key: &[u8]) -> &[u8] {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    part(key, 0, key.iter().rposition(is_letter).map_or(0, |last| last + 1))
}

fn without_suffix(key: &[u8]) -> &[u8] {
    if !has_ending(key, &SUFFIX_ENDINGS) {
        return key;
    }
    let start = last_word_start(key);
    if start > 0 && SUFFIXES.contains(part(key, start, key.len())) {
        without_digits(part(key, 0, start))
    } else {
        key
    }
}

/// How secret the values of a key are.
pub(super) fn is_secret_key(key: &[u8]) -> Option<Strength> {
    let key = without_suffix(without_digits(key));
    if !may_end_key(key, key.len()) {
        return None;
    }
    let mut endings = key_words_at_end(key).peekable();
    endings.peek()?;
    let start = last_word_start(key);
    let length = key.len() - start;
    let &(_, strength, _) = endings.find(|(listed, _, how)| {
        length == listed.len() || length > listed.len() && *how == Match::Ending
    })?;
    let before = part(key, 0, run_start(key, start, 2, |byte| !byte.is_ascii_alphanumeric()));
    let qualifier = part(before, last_word_start(before), before.len());
    Some(match strength {
        Strength::Random if is_one_of(qualifier, &["secret", "private"]) => Strength::Certain,
        Strength::Random if KEY_QUALIFIERS.contains(qualifier) => Strength::Likely,
        strength => strength,
    })
}

/// Where the last word of a key starts: behind `_`, `-`, `.`, or at a hump of camel case.
fn last_word_start(key: &[u8]) -> usize {
    let start =
        run_start(key, key.len(), MAX_KEY, |byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let hump = (start + 1..key.len()).rev().find(|&at| {
        byte_at(key, at).is_ascii_uppercase() && byte_before(key, at).is_ascii_lowercase()
    });
    hump.unwrap_or(start)
}
