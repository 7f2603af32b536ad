//! Locales as Aptabase stores them: two letters, or a language and a region
//! of five to seven characters, or `zh-Hans-CN`.

/// The locale where it is of such a form, else its language, else nothing. A longer one would have
/// the whole request refused.
pub(super) fn accepted(locale: &str) -> &str {
    let is_letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = locale.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    if language.len() != 2 || !is_letters(language) {
        return "";
    }
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => language,
        (Some(region), None, _) if (2..=4).contains(&region.len()) => locale,
        (Some(script), Some(region), None) if script.len() == 4 && region.len() == 2 => locale,
        _ => language,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_stored_is_sent() {
        for (locale, sent) in [
            ("en", "en"),
            ("en-US", "en-US"),
            ("es-419", "es-419"),
            ("zh-Hans-CN", "zh-Hans-CN"),
            ("zh-Hant", "zh-Hant"),
            ("en_US.UTF-8", "en"),
            ("C", ""),
            ("", ""),
            ("fil-PH", ""),
            ("de-DE-1996-x-private", "de"),
            ("日本", ""),
        ] {
            assert_eq!(accepted(locale), sent, "{locale}");
        }
    }
}
