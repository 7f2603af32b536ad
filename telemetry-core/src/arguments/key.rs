//! Keys: which ones announce a secret, and which ones may be somebody's data themselves.

use crate::filter;

/// Parts of keys whose values are not even classified. Compared without `_` and `-`.
const SENSITIVE: [&str; 25] = [
    "accesskey",
    "apikey",
    "authorization",
    "bearer",
    "connectionstring",
    "connstr",
    "cookie",
    "creditcard",
    "credential",
    "cvv",
    "dsn",
    "encryptionkey",
    "jwt",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "secret",
    "sessionid",
    "signingkey",
    "ssn",
    "token",
    "webhook",
];

/// Short words that are sensitive only on their own.
const SENSITIVE_WORDS: [&str; 7] = ["auth", "key", "otp", "pass", "pin", "pw", "salt"];

const LONGEST: usize = 64;
const LONGEST_PART: usize = 24;
const MOST_DIGITS: usize = 4;

/// Whether the value under this key may be a credential.
pub(super) fn is_sensitive(key: &str) -> bool {
    if key.len() > LONGEST {
        return true;
    }
    let flat: String =
        key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let counts_tokens = flat.ends_with("tokens")
        || ["tokencount", "tokenlimit", "tokenusage", "tokenbudget", "maxtoken"]
            .iter()
            .any(|part| flat.contains(part));
    SENSITIVE_WORDS.contains(&flat.as_str())
        || SENSITIVE.iter().any(|part| flat.contains(part) && !(*part == "token" && counts_tokens))
}

/// Whether a programmer may have written this key. A map may be keyed by e-mail, phone number, host,
/// path or token, and none of those reads like a name in a program.
pub(super) fn is_written_by_a_programmer(key: &str) -> bool {
    key.len() <= LONGEST
        && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS
        && key.split(['_', '-']).all(is_part)
        && filter::check(key).is_ok()
}

/// `limit`, `maxRows`, `URL`, `s3Bucket`; not the mixture that random text is.
fn is_part(part: &str) -> bool {
    if part.len() > LONGEST_PART || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let bytes = part.as_bytes();
    let starts: Vec<usize> = (1..bytes.len())
        .filter(|at| bytes[*at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase())
        .collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let inner_digit = part
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .bytes()
        .any(|byte| byte.is_ascii_digit());
    let shortest = if inner_digit { 3 } else { 2 };
    starts.iter().zip(ends).all(|(start, end)| end - start >= shortest)
}
