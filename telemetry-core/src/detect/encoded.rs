//! Characters in the escapes of URLs (`%40`), of HTML (`&#64;`, `&commat;`), of strings in programs
//! (`\u0040`, `\x40`) and of mail (`=40`), also where they were escaped twice. Source: RFC 3986 section 2.1;
//! the named characters of HTML; RFC 8259 section 7; RFC 2045 section 6.7.

use super::bytes::{byte_at, byte_before, is_alphanumeric, part, run_end, starts_with};
use super::needs::Needs;

/// `anna=40acme.com`.
pub(super) const MAIL_NEEDS: Needs = Needs { separators: 1, digits: 2, dots: 1, ..Needs::NOTHING };

/// Marks that tell something of the words around them.
const TELLING: &[u8] = b"@/\\:.-_~=+$[]";

/// The character that an escape at `at` stands for, and the length of the escape.
pub(super) fn escape(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let (decoded, end) = match byte_at(bytes, at) {
        b'%' => return percent_escape(bytes, at),
        b'&' => entity(bytes, at)?,
        b'\\' => string_escape(bytes, at)?,
        b'=' if is_mail_escape(bytes, at) => (b'@', at + MAIL_ESCAPE.len()),
        _ => return None,
    };
    tells(decoded).then_some((decoded, end - at))
}

fn tells(decoded: u8) -> bool {
    decoded.is_ascii_alphanumeric() || TELLING.contains(&decoded)
}

/// Blanks, quotes and the like become a mark that ends no word: decoding one would tear apart the path or
/// the URL that it is part of. Between digits a blank is one.
fn percent_escape(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut digits = at + 1;
    while part(bytes, digits, digits + 2) == b"25" && hex(bytes, digits + 2, 2).is_some() {
        digits += 2;
    }
    let (decoded, end) = match byte_at(bytes, digits) {
        // As JavaScript's `escape` and old servers write it: `%u0040`.
        b'u' | b'U' => (hex(bytes, digits + 1, 4)?, digits + 5),
        _ => (hex(bytes, digits, 2)?, digits + 2),
    };
    let is_between_digits =
        byte_before(bytes, at).is_ascii_digit() && byte_at(bytes, end).is_ascii_digit();
    let plain = match decoded {
        _ if tells(decoded) => decoded,
        b' ' if is_between_digits => b' ',
        b'%' => return None,
        b'\t' | b'\n' | b'\r' | b' '..=b'~' => b'+',
        _ => return None,
    };
    Some((plain, end - at))
}

/// `&#64;`, `&#x40;`, `&#0064`, `&commat;`, `&amp;#64;`.
fn entity(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    const NAMED: [(&str, u8); 8] = [
        ("commat;", b'@'),
        ("period;", b'.'),
        ("sol;", b'/'),
        ("bsol;", b'\\'),
        ("colon;", b':'),
        ("lowbar;", b'_'),
        ("equals;", b'='),
        ("dollar;", b'$'),
    ];
    let mut name = at + 1;
    while part(bytes, name, name + 4) == b"amp;" {
        name += 4;
    }
    if byte_at(bytes, name) != b'#' {
        let rest = part(bytes, name, bytes.len());
        let named = NAMED.iter().find(|(named, _)| starts_with(rest, named));
        return named.map(|(named, decoded)| (*decoded, name + named.len()));
    }
    let is_hex = matches!(byte_at(bytes, name + 1), b'x' | b'X');
    let (start, radix) = if is_hex { (name + 2, 16) } else { (name + 1, 10) };
    let end = run_end(part(bytes, 0, bytes.len().min(start + 10)), start, |byte| {
        char::from(byte).is_digit(radix)
    });
    let decoded = number(part(bytes, start, end), radix)?;
    // Browsers do without the semicolon.
    Some((decoded, end + usize::from(byte_at(bytes, end) == b';')))
}

/// `\u0040`, `\u{40}`, `\x40`, `\x{40}`, `\\u0040`.
fn string_escape(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let kind = run_end(part(bytes, 0, bytes.len().min(at + 8)), at, |byte| byte == b'\\');
    let digits = kind + 1;
    match (byte_at(bytes, kind), byte_at(bytes, digits)) {
        (b'u' | b'x', b'{') => {
            let end = run_end(part(bytes, 0, bytes.len().min(digits + 8)), digits + 1, |byte| {
                byte.is_ascii_hexdigit()
            });
            let decoded = number(part(bytes, digits + 1, end), 16)?;
            (byte_at(bytes, end) == b'}').then_some((decoded, end + 1))
        }
        (b'x', _) => Some((hex(bytes, digits, 2)?, digits + 2)),
        (b'u', _) => Some((hex(bytes, digits, 4)?, digits + 4)),
        _ => None,
    }
}

const MAIL_ESCAPE: &[u8] = b"=40";

/// `anna=40example.com`: with a domain behind it, for `=40` is a value otherwise.
#[inline]
pub(super) fn is_mail_escape(bytes: &[u8], at: usize) -> bool {
    part(bytes, at, at + MAIL_ESCAPE.len()) == MAIL_ESCAPE && is_between_mail(bytes, at)
}

fn is_between_mail(bytes: &[u8], at: usize) -> bool {
    const SHORTEST: usize = 4;
    let domain = at + MAIL_ESCAPE.len();
    if !byte_at(bytes, domain).is_ascii_alphabetic() || !is_alphanumeric(byte_before(bytes, at)) {
        return false;
    }
    let dot = run_end(part(bytes, 0, bytes.len().min(domain + 64)), domain, |byte| {
        is_alphanumeric(byte) || byte == b'-'
    });
    dot >= domain + SHORTEST
        && byte_at(bytes, dot) == b'.'
        && byte_at(bytes, dot + 1).is_ascii_alphabetic()
}

/// The character of exactly so many hexadecimal digits.
fn hex(bytes: &[u8], start: usize, digits: usize) -> Option<u8> {
    let digits = bytes.get(start..start + digits)?;
    number(digits, 16).filter(|_| digits.iter().all(u8::is_ascii_hexdigit))
}

fn number(digits: &[u8], radix: u32) -> Option<u8> {
    let number = u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
    u8::try_from(number).ok().filter(u8::is_ascii)
}

/// Whether the zero byte at `at` is the other half of a character, as where UTF-16 was taken for UTF-8.
pub(super) fn is_half_character(bytes: &[u8], at: usize) -> bool {
    let is_zero = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&0);
    is_zero(Some(at)) && (is_zero(at.checked_sub(2)) || is_zero(Some(at + 2)))
}
