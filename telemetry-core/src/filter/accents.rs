//! Text as names are compared: in lower case, and without accents, which file systems and keyboards write in
//! more than one way. Source: the canonical decompositions of Unicode (UAX #15), of Latin letters.

/// The letters from `À` to `ſ` without their accents; a dot where there is none to take away.
const LETTERS: &[u8; 0xC0] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk.lllllll\
    lllnnnnnnn..oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";

const FIRST: u32 = 0xC0;

/// The text in lower case and without accents.
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let is_accent = |letter: &char| matches!(letter, '\u{300}'..='\u{36F}');
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_accent(letter))
        .map(bare)
        .collect()
}

fn bare(letter: char) -> char {
    let place = u32::from(letter).checked_sub(FIRST).and_then(|place| usize::try_from(place).ok());
    match place.and_then(|place| LETTERS.get(place)) {
        Some(b'.') | None => letter,
        Some(bare) => char::from(*bare),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn accents_do_not_count_however_they_are_written() {
        for spelled in ["JOSÉ ŁUKASZ", "jose\u{301} łukasz", "José Łukasz"] {
            assert_eq!(plain(spelled), "jose lukasz");
        }
        assert_eq!(plain("Große Straße, 東京, ÿŽ"), "große straße, 東京, yz");
    }
}
