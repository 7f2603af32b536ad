//! Pseudonyms: a truncated, salted hash in place of a text.

use sha2::{Digest, Sha256};

use super::{SEAL, Salts, Seal, Text};
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
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Text> Pseudonymisable for T {
    const OPTIONAL: bool = T::OPTIONAL;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        if let Some(text) = self.text() {
            recorder.pseudonym(property, text);
        }
    }
}

/// [`Pseudonymisable`], for a field that is spelled like something that has a text.
///
/// As with the wordings of [`Closed`](super::Closed) that decides the message, never the verdict.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be replaced by a pseudonym",
    label = "`#[hash]` and `#[hash_remote]` take text",
    note = "hash a text that stands for it:\n    #[hash]\n    name: &'a str,",
    note = "or keep it here:\n    #[skip]"
)]
pub trait PseudonymisableText {
    /// Whether the text can be absent.
    const OPTIONAL: bool;
    #[doc(hidden)]
    const SEAL: Seal;

    /// Records the pseudonym as the value of one property.
    fn record(&self, property: u8, recorder: &mut Recorder<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Pseudonymisable> PseudonymisableText for T {
    const OPTIONAL: bool = T::OPTIONAL;
    const SEAL: Seal = SEAL;

    fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
        T::record(self, property, recorder);
    }
}

/// How a pseudonym is made: the first hex digits of SHA-256 of `{salt}:{text}`, or of the text
/// alone where there is no salt. Space around the text does not count.
#[derive(Clone, Copy, Debug)]
pub struct Hash {
    salt: Salt,
    digits: u8,
    lower_case: bool,
}

/// What is hashed along with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Salt {
    /// The application's own salt, from its catalogue.
    Application,
    /// A salt of this property's own: `salt = ".."`.
    Fixed(&'static str),
    /// A secret of this install's own: `salt = install`. The same text has another pseudonym on every
    /// install, and who receives it cannot test guesses. The secret is a file of its own in the state
    /// folder, created with the user's consent and replaced by
    /// [`reset_identity`](crate::telemetry::Telemetry::reset_identity); without a folder it lasts as long
    /// as the process. It is never sent.
    Install,
    /// Nothing: `salt = none`. Anybody can hash a guess and compare.
    None,
}

/// Hex digits of a SHA-256.
const MAX_DIGITS: u8 = 64;

impl Hash {
    /// A pseudonym of so many hex digits, at most 64, of the text in lower case if that is asked for.
    pub const fn new(salt: Salt, digits: u8, lower_case: bool) -> Self {
        let digits = if digits > MAX_DIGITS { MAX_DIGITS } else { digits };
        Self { salt, digits, lower_case }
    }

    /// What is hashed along with the text.
    pub const fn salt(&self) -> Salt {
        self.salt
    }

    /// How many hex digits are kept.
    pub const fn digits(&self) -> u8 {
        self.digits
    }

    /// Whether the text is hashed in lower case.
    pub const fn lower_case(&self) -> bool {
        self.lower_case
    }

    /// The bits of the pseudonym.
    pub(crate) const fn bits(&self) -> u32 {
        self.digits as u32 * 4
    }

    /// The pseudonym of a text, or `None` where nothing is left of it but space.
    pub(crate) fn of(&self, text: &str, salts: &Salts) -> Option<Pseudonym> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let mut hasher = Sha256::new();
        match self.salt {
            Salt::Application => hasher.update(salts.of_application()),
            Salt::Fixed(salt) => hasher.update(salt),
            Salt::Install => hasher.update(salts.of_install()),
            Salt::None => {}
        }
        if self.salt != Salt::None {
            hasher.update(":");
        }
        match self.lower_case {
            true => hasher.update(text.to_lowercase()),
            false => hasher.update(text),
        }
        Some(Pseudonym::from_digest(&hasher.finalize().into(), self.digits))
    }
}

/// Lower-case hex digits.
#[derive(Clone, Copy, PartialEq)]
pub struct Pseudonym {
    hex: [u8; MAX_DIGITS as usize],
    digits: u8,
}

impl Pseudonym {
    fn from_digest(digest: &[u8; 32], digits: u8) -> Self {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut hex = [0; MAX_DIGITS as usize];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(digest).take(digits.div_ceil(2).into()) {
            pair[0] = HEX[usize::from(byte >> 4)];
            pair[1] = HEX[usize::from(byte & 15)];
        }
        // What is not sent is not kept: of an odd number's last pair the second digit.
        if let Some(rest) = hex.get_mut(usize::from(digits)) {
            *rest = 0;
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

    fn of(hash: Hash, app: &'static str, text: &str) -> String {
        let pseudonym = hash.of(text, &Salts::new(app, None));
        pseudonym.map(|pseudonym| pseudonym.as_str().to_owned()).unwrap_or_default()
    }

    /// Design, "Fixed facts".
    #[test]
    fn pseudonyms_are_those_of_the_three_products() {
        let osaurus = Hash::new(Salt::Fixed("osaurus.telemetry.remote-id.v1"), 12, false);
        assert_eq!(of(osaurus, "app", "my-proxy/gpt-4o"), "33322fc3fb99");
        assert_eq!(of(osaurus, "app", " acme-internal/legal-bot\n"), "9bec1a08638b");
        let open_jarvis = Hash::new(Salt::None, 16, false);
        assert_eq!(of(open_jarvis, "app", "llama3.1:8b"), "8754b77c7eee26e4");
        let altimate = Hash::new(Salt::None, 64, true);
        assert_eq!(
            of(altimate, "app", " Jane.Doe@Example.com "),
            "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d"
        );
    }

    #[test]
    fn nothing_is_the_pseudonym_of_blank_text() {
        assert_eq!(of(Hash::new(Salt::None, 16, true), "app", " \t"), "");
    }

    #[test]
    fn the_application_salt_tells_applications_apart() {
        let hash = Hash::new(Salt::Application, 12, false);
        assert_ne!(of(hash, "one", "m"), of(hash, "two", "m"));
    }

    #[test]
    fn a_salt_of_the_install_tells_installs_apart() {
        let hash = Hash::new(Salt::Install, 12, false);
        assert_ne!(of(hash, "app", "m"), of(hash, "app", "m"));
    }
}
