//! Whether the text between identifier quotes reads like a name.

const LONGEST: usize = 128;

/// A partition may carry a date in its name; anything with more digits is a number of somebody.
const MOST_DIGITS: usize = 8;

/// A letter first, then what table and column names are made of.
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || " _-.$()&:%+#*?,".contains(c))
        && text.chars().filter(|c| c.is_numeric()).count() <= MOST_DIGITS
}

/// Stricter than [`is_name`], for quotes that some databases read as a string: made of words, not of
/// the random letters and digits that secrets are made of.
pub(super) fn is_plain_name(text: &str) -> bool {
    is_name(text) && text.split(['_', ' ', '-', '.']).all(is_plain_word)
}

/// `user`, `userId`, `URL`, `day7`.
fn is_plain_word(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if word.len() - letters.len() > 4 || !letters.chars().all(char::is_alphabetic) {
        return false;
    }
    let mut hump = 0;
    let mut upper_before = true;
    for c in letters.chars() {
        if c.is_uppercase() && !upper_before {
            if hump < 2 {
                return false;
            }
            hump = 0;
        }
        hump += 1;
        upper_before = c.is_uppercase();
    }
    letters.is_empty() || hump >= 2 || letters.chars().count() == 1
}

/// 8-4-4-4-12 hexadecimal digits, as Cassandra writes them without quotes.
pub(super) fn starts_with_uuid(text: &[u8]) -> bool {
    const LENGTH: usize = 36;
    text.get(..LENGTH).is_some_and(|head| {
        head.iter().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    }) && !text.get(LENGTH).is_some_and(u8::is_ascii_alphanumeric)
}
