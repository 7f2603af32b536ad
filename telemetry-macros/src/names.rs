//! Names on the wire: words, spellings, and what a plain word is.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

/// The longest label, in bytes. The core checks the same bound in `const`.
pub const MAX_LABEL_BYTES: usize = 48;

/// The most labels of one enum or list: their place is one byte.
pub const MAX_LABELS: usize = 256;

/// An identifier as a name: `match` for `r#match`.
pub fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The name of a local of the generated code. No local of the user's is meant by it; the underscores
/// keep it apart from constants, which a pattern could name.
pub fn local(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// The spellings of `rename_all`, under serde's names.
#[derive(Clone, Copy)]
pub enum Spelling {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Spelling {
    pub const NAMES: [(&'static str, Self); 8] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    /// Spells a name that is written in PascalCase.
    pub fn of(self, name: &str) -> String {
        let words = words(name);
        let joined = |separator| words.join(separator);
        match self {
            Self::Lower => joined("").to_lowercase(),
            Self::Upper => joined("").to_uppercase(),
            Self::Pascal => joined(""),
            Self::Camel => {
                let (first, rest) =
                    words.split_first().map_or(("", [].as_slice()), |(f, r)| (*f, r));
                first.to_lowercase() + &rest.concat()
            }
            Self::Snake => joined("_").to_lowercase(),
            Self::ScreamingSnake => joined("_").to_uppercase(),
            Self::Kebab => joined("-").to_lowercase(),
            Self::ScreamingKebab => joined("-").to_uppercase(),
        }
    }
}

/// The words of a name: `HTTPServer2Started` is `HTTP`, `Server2`, `Started`.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        let letters: Vec<(usize, char)> = part.char_indices().collect();
        let mut start = 0;
        for (index, &(at, letter)) in letters.iter().enumerate().skip(1) {
            let before = letters[index - 1].1;
            let after = letters.get(index + 1).map(|(_, after)| *after);
            let ends_a_run = before.is_uppercase() && after.is_some_and(char::is_lowercase);
            if letter.is_uppercase() && (!before.is_uppercase() || ends_a_run) {
                words.push(&part[start..at]);
                start = at;
            }
        }
        words.push(&part[start..]);
    }
    words
}

/// Whether a name is lower-case ASCII words joined by single underscores.
pub fn is_snake_case(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('_').all(is_word)
}

/// What keeps a text from being a label, and one that could be.
pub fn fault_of_label(label: &str) -> Option<(String, String)> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.+:/".contains(letter);
    let fault = if label.is_empty() {
        "a label is empty, so nobody could tell what was sent".to_owned()
    } else if let Some(odd) = label.chars().find(|letter| !is_plain(*letter)) {
        format!("{odd:?} cannot be in a label: it is made of ASCII letters, digits and _ - . + : /")
    } else if label.len() > MAX_LABEL_BYTES {
        format!("a label has at most {MAX_LABEL_BYTES} bytes, and this one has {}", label.len())
    } else {
        return None;
    };
    let remedy = label.replace(' ', "_");
    let fits =
        !remedy.is_empty() && remedy.len() <= MAX_LABEL_BYTES && remedy.chars().all(is_plain);
    let remedy = if fits { remedy } else { "..".to_owned() };
    Some((fault, remedy))
}

/// The known name that is spelled most like this one, if any is close.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters are to be changed, added or removed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_keep_words_together() {
        let spelled = |name| Spelling::NAMES.map(|(_, spelling)| spelling.of(name));
        assert_eq!(
            spelled("HttpApi"),
            [
                "httpapi", "HTTPAPI", "HttpApi", "httpApi", "http_api", "HTTP_API", "http-api",
                "HTTP-API"
            ]
        );
        assert_eq!(Spelling::Snake.of("HTTPServer2Started"), "http_server2_started");
        assert_eq!(Spelling::Snake.of("Foo_Bar"), "foo_bar");
        assert_eq!(Spelling::Camel.of("AzureOpenAI"), "azureOpenAI");
        assert_eq!(Spelling::Camel.of("OpenAICodex"), "openAICodex");
    }

    #[test]
    fn names_on_the_wire_are_plain() {
        for good in ["message_sent", "a", "step_2", "http2_started"] {
            assert!(is_snake_case(good), "{good}");
        }
        for bad in ["", "_a", "a_", "a__b", "A_b", "2_a", "a-b", "größe"] {
            assert!(!is_snake_case(bad), "{bad}");
        }
    }

    #[test]
    fn a_near_miss_is_recognised_and_a_far_one_is_not() {
        let known = ["hash", "hash_remote", "omit_if_remote", "salt"];
        assert_eq!(nearest("hahs", known), Some("hash"));
        assert_eq!(nearest("hsh", known), Some("hash"));
        assert_eq!(nearest("omit_remote", known), Some("omit_if_remote"));
        assert_eq!(nearest("encrypt", known), None);
    }
}
