//! Lists of words in lower case, compared whatever the case. Most words are told apart by their first letters.

use super::bytes::{byte_at, starts_with};

pub(super) struct WordList {
    words: &'static [&'static str],
    /// For each first letter the second and the third ones, one bit each.
    beginnings: [(u32, u32); 32],
    /// For each first letter the words that start with it, one bit each.
    by_letter: [u128; 32],
}

impl WordList {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut beginnings = [(0, 0); 32];
        let mut by_letter = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            by_letter[(word[0] & 31) as usize] |= 1 << at;
            let letters = &mut beginnings[(word[0] & 31) as usize];
            letters.0 |= if word.len() > 1 { 1 << (word[1] & 31) } else { u32::MAX };
            letters.1 |= if word.len() > 2 { 1 << (word[2] & 31) } else { u32::MAX };
            at += 1;
        }
        Self { words, beginnings, by_letter }
    }

    pub(super) fn contains(&self, text: &[u8]) -> bool {
        self.may_begin(first_three(text))
            && self.candidates(text).any(|word| text.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether one of the words is at the start of `text`.
    pub(super) fn begins(&self, text: &[u8]) -> bool {
        // Words with the same beginning seldom have the same end.
        let has_end = |word: &str| {
            word.as_bytes()
                .last()
                .is_some_and(|last| byte_at(text, word.len() - 1).eq_ignore_ascii_case(last))
        };
        self.may_begin(first_three(text))
            && self.candidates(text).any(|word| has_end(word) && starts_with(text, word))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// The words with the same first letter.
    fn candidates(&self, text: &[u8]) -> impl Iterator<Item = &'static str> {
        let mut left = self.by_letter[usize::from(byte_at(text, 0) & 31)];
        std::iter::from_fn(move || {
            let word = self.words.get(left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            word.copied()
        })
    }

    /// Whether any of the words starts with these letters; what is behind the end is zero.
    #[inline]
    pub(super) fn may_begin(&self, [first, second, third]: [u8; 3]) -> bool {
        let (seconds, thirds) = self.beginnings[usize::from(first & 31)];
        seconds >> (second & 31) & thirds >> (third & 31) & 1 == 1
    }
}

#[inline]
fn first_three(text: &[u8]) -> [u8; 3] {
    match *text {
        [first, second, third, ..] => [first, second, third],
        _ => [byte_at(text, 0), byte_at(text, 1), 0],
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn finds_its_words_in_any_case_and_nothing_else() {
        let list = WordList::new(&["a", "to", "x-y", "r2"]);
        for word in ["a", "A", "to", "To", "X-y", "r2"] {
            assert!(list.contains(word.as_bytes()), "{word}");
        }
        for word in ["", "b", "t", "tom", "x.y", "r3", "ä"] {
            assert!(!list.contains(word.as_bytes()), "{word}");
        }
    }
}
