//! UUIDs in their text form of 36 characters.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Uuid(u128);

impl Uuid {
    /// Reads the form with hyphens, in any case.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let groups: Vec<&str> = text.split('-').collect();
        let well_formed = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
            && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
        well_formed.then(|| u128::from_str_radix(&groups.concat(), 16).ok().map(Self)).flatten()
    }

    /// The milliseconds since 1970 that a UUID of version 7 begins with; `None` for others.
    pub(crate) fn version_7_millis(self) -> Option<i64> {
        let version = self.0 >> 76 & 0xf;
        let variant = self.0 >> 62 & 0b11;
        (version == 7 && variant == 0b10).then(|| i64::try_from(self.0 >> 80).ok()).flatten()
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = format!("{:032x}", self.0);
        for hyphen in [20, 16, 12, 8] {
            text.insert(hyphen, '-');
        }
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_form_with_hyphens_is_read() {
        let text = "01a1fc46-629d-7917-a63b-d5ec611e88fa";
        assert_eq!(Uuid::parse(text).map(|uuid| uuid.to_string()).as_deref(), Some(text));
        assert_eq!(Uuid::parse(&text.to_uppercase()), Uuid::parse(text));
        for other in ["", "x", &text.replace('-', ""), &text.replace('f', "g"), &text[1..]] {
            assert_eq!(Uuid::parse(other), None, "{other}");
        }
        assert_eq!(Uuid::parse("+1a1fc46-629d-7917-a63b-d5ec611e88fa"), None);
    }

    #[test]
    fn only_version_7_has_a_time() {
        let millis = |text| Uuid::parse(text).and_then(Uuid::version_7_millis);
        assert_eq!(millis("01a1fc46-629d-7917-a63b-d5ec611e88fa"), Some(0x01a1_fc46_629d));
        assert_eq!(millis("01a1fc46-629d-4917-a63b-d5ec611e88fa"), None, "version 4");
        assert_eq!(millis("01a1fc46-629d-7917-c63b-d5ec611e88fa"), None, "another variant");
    }
}
