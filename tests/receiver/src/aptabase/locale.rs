//! The forms of a locale that are stored (contract 1.6).

/// The locale as stored: lower case with hyphens, empty if its form is none of the known.
pub(super) fn stored(locale: &str) -> String {
    let locale = locale.replace('_', "-").to_lowercase();
    let units: Vec<u16> = locale.encode_utf16().collect();
    let hyphen = |index: usize| units.get(index) == Some(&u16::from(b'-'));
    let known = match units.len() {
        2 => true,
        5..=7 => hyphen(2),
        10 => hyphen(2) && hyphen(7),
        _ => false,
    };
    if known { locale } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::stored;

    #[test]
    fn known_forms_are_stored_in_one_spelling() {
        for (sent, kept) in [
            ("en", "en"),
            ("en-US", "en-us"),
            ("en_US", "en-us"),
            ("zh-Hant", "zh-hant"),
            ("zh-Hans-CN", "zh-hans-cn"),
        ] {
            assert_eq!(stored(sent), kept);
        }
    }

    #[test]
    fn odd_forms_are_stored_empty() {
        for sent in ["", "C", "POSIX", "deu", "gsw-CH", "english", "zh-HansxCN", "en-US.utf"] {
            assert_eq!(stored(sent), "", "{sent}");
        }
    }
}
