//! Gzip, the one compression that any of the backends takes.

use std::io::Read as _;

use flate2::read::GzDecoder;

use crate::breach::{Breach, Rejection};
use crate::http::BodyLimit;

/// How every gzip stream begins: two magic bytes, and the number of its only method.
const MAGIC: &[u8] = &[0x1f, 0x8b, 0x08];

pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Unpacks a body; `rule` is the one by which it had to be gzip. The limit holds for what comes out
/// of it as well.
pub(crate) fn unpack(
    bytes: &[u8],
    limit: BodyLimit,
    rule: &'static str,
) -> Result<Vec<u8>, Rejection> {
    let mut unpacked = Vec::new();
    // One byte more than allowed tells too large from just large enough.
    GzDecoder::new(bytes)
        .take(limit.bytes.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|_| Breach::of(rule, "the body is not valid gzip").answered(400))?;
    if unpacked.len() as u64 > limit.bytes {
        return Err(Breach::of(limit.rule, "the body is too large once unpacked").answered(413));
    }
    Ok(unpacked)
}

/// What can be unpacked of each stream that begins somewhere in `bytes`, whole or not.
pub(crate) fn streams(bytes: &[u8], limit: u64) -> impl Iterator<Item = Vec<u8>> {
    let starts = bytes.windows(MAGIC.len()).enumerate().filter(|(_, window)| *window == MAGIC);
    starts.map(move |(start, _)| {
        let mut unpacked = Vec::new();
        // A stream that breaks off leaves what came before the break.
        let _ = GzDecoder::new(&bytes[start..]).take(limit).read_to_end(&mut unpacked);
        unpacked
    })
}

#[cfg(test)]
pub(crate) fn pack(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    use std::io::Write as _;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes.as_ref()).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, u16> {
        let limit = BodyLimit { bytes: 10, rule: "2.4" };
        unpack(bytes, limit, "2.2").map_err(|rejection| rejection.status)
    }

    #[test]
    fn a_stream_is_known_by_its_first_bytes() {
        assert!(is_gzip(&pack("x")));
        assert!(!is_gzip(b"[]"));
    }

    #[test]
    fn the_limit_holds_for_what_comes_out() {
        assert_eq!(unpacked(&pack("0123456789")), Ok(b"0123456789".to_vec()));
        assert_eq!(unpacked(&pack("0123456789x")), Err(413));
        assert_eq!(unpacked(&pack(vec![b' '; 1 << 20])), Err(413));
    }

    #[test]
    fn what_is_not_gzip_or_breaks_off_is_refused() {
        let whole = pack("0123456789");
        assert_eq!(unpacked(b"[]"), Err(400));
        assert_eq!(unpacked(b""), Err(400));
        assert_eq!(unpacked(&whole[..whole.len() - 1]), Err(400));
    }

    #[test]
    fn streams_are_found_anywhere_even_when_they_break_off() {
        let text = "a secret, and more that is never the same ".repeat(50);
        let packed = pack(text);
        let bytes = [b"POST / HTTP/1.1\r\n\r\n", &packed[..packed.len() - 9]].concat();
        let found: Vec<_> = streams(&bytes, 1 << 20).collect();
        assert!(found[0].starts_with(b"a secret"));
        assert_eq!(streams(b"plain", 1).count(), 0);
    }
}
