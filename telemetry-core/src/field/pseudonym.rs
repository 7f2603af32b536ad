//! Pseudonyms: a truncated, salted hash in place of a text.

use sha2::{Digest, Sha256};

use super::{SEAL, Seal, Text};
use crate::recorder::Recorder;

/// A type that `#[hash]` and `#[hash_remote]` accept.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be replaced by a pseudonym",
    label = "`#[hash]` and `#[hash_remote]` take text",
    note = "a hash of a number, a bool or an enum is undone by trying all values; group numbers instead:\n    #[bucket(1, 10, 100)]",
    note = "for any other type hash a text that stands for it:\n    #[hash]\n    name: &'a str,"
)]
pub trait Pseudonymisable {
    /// Whether the text can be absent.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the pseudonym as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>, hash: &Hash);
}

#[diagnostic::do_not_recommend]
impl<T: Text> Pseudonymisable for T {
    const OPTIONAL: bool = T::OPTIONAL;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>, hash: &Hash) {
        if let Some(text) = self.text() {
            recorder.pseudonym(property, text, hash);
        }
    }
}

/// How a pseudonym is made: the first hex digits of SHA-256 of `{salt}:{text}`, or of the text
/// alone where there is no salt. Space around the text does not count.
#[derive(Clone, Copy, Debug)]
pub struct Hash {
    salt: Salt,
    digits: u8,
}

/// What is hashed along with the text.
#[derive(Clone, Copy, Debug)]
pub enum Salt {
    /// The application's own salt, from its catalogue.
    Application,
    /// A salt of this property's own: `salt = ".."`.
    Fixed(&'static str),
    /// Nothing: `salt = none`. Anybody can hash a guess and compare.
    None,
}

/// Hex digits of a SHA-256.
const MAX_DIGITS: u8 = 64;

impl Hash {
    /// A pseudonym of so many hex digits, at most 64.
    pub const fn new(salt: Salt, digits: u8) -> Self {
        Self { salt, digits: if digits > MAX_DIGITS { MAX_DIGITS } else { digits } }
    }

    /// The pseudonym of a text, or `None` where nothing is left of it but space.
    pub(crate) fn of(&self, text: &str, application_salt: &str) -> Option<Pseudonym> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let mut hasher = Sha256::new();
        match self.salt {
            Salt::Application => hasher.update(application_salt),
            Salt::Fixed(salt) => hasher.update(salt),
            Salt::None => {}
        }
        if !matches!(self.salt, Salt::None) {
            hasher.update(":");
        }
        hasher.update(text);
        Some(Pseudonym::from_digest(&hasher.finalize().into(), self.digits))
    }
}

/// Lower-case hex digits.
pub(crate) struct Pseudonym {
    hex: [u8; MAX_DIGITS as usize],
    digits: u8,
}

impl Pseudonym {
    fn from_digest(digest: &[u8; 32], digits: u8) -> Self {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut hex = [0; MAX_DIGITS as usize];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
            pair[0] = HEX[usize::from(byte >> 4)];
            pair[1] = HEX[usize::from(byte & 15)];
        }
        Self { hex, digits }
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.hex[..usize::from(self.digits)]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(salt: Salt, digits: u8, text: &str) -> String {
        Hash::new(salt, digits).of(text, "app").map(|p| p.as_str().to_owned()).unwrap_or_default()
    }

    /// Design, "Fixed facts".
    #[test]
    fn pseudonyms_are_those_of_the_three_products() {
        let osaurus = Salt::Fixed("osaurus.telemetry.remote-id.v1");
        assert_eq!(hash(osaurus, 12, "my-proxy/gpt-4o"), "33322fc3fb99");
        assert_eq!(hash(osaurus, 12, " acme-internal/legal-bot\n"), "9bec1a08638b");
        assert_eq!(hash(Salt::None, 16, "llama3.1:8b"), "8754b77c7eee26e4");
        assert_eq!(
            hash(Salt::None, 64, "jane.doe@example.com"),
            "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d"
        );
    }

    #[test]
    fn nothing_is_the_pseudonym_of_blank_text() {
        assert!(Hash::new(Salt::None, 16).of(" \t", "app").is_none());
    }

    #[test]
    fn the_application_salt_tells_applications_apart() {
        let hash = Hash::new(Salt::Application, 12);
        let of = |app| hash.of("m", app).map(|p| p.as_str().to_owned());
        assert_ne!(of("one"), of("two"));
    }
}
