//! Words whose unquoted value is a credential.

const SECRETS: [&str; 12] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "credential",
    "credentials",
    "api_key",
    "apikey",
    "access_key",
    "private_key",
];

/// Whether what is assigned to `word` is a credential, `db_password` included.
pub(super) fn is_secret(word: &str) -> bool {
    SECRETS.iter().any(|secret| {
        word.len()
            .checked_sub(secret.len())
            .and_then(|at| word.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(secret))
    })
}
