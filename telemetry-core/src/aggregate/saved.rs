//! The compact form in which counters are kept on disk: whole numbers of 7 bits a byte.

use sha2::{Digest, Sha256};

/// What the fingerprints of texts are hashed with before they are kept on disk.
pub(super) type Key = [u8; 16];

/// Takes down what accumulators have seen.
pub struct Saver<'a> {
    pub(super) bytes: &'a mut Vec<u8>,
    /// `None` where the fingerprints were hashed with it before.
    pub(super) key: Option<&'a Key>,
}

impl Saver<'_> {
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(super) fn fingerprint(&mut self, fingerprint: u64) {
        let kept = match self.key {
            Some(key) => digest(key, fingerprint.to_be_bytes()),
            None => fingerprint,
        };
        self.bytes.extend(kept.to_be_bytes());
    }
}

/// What a [`Saver`] took down.
pub struct Saved<'a> {
    pub(super) bytes: &'a [u8],
}

impl Saved<'_> {
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            let bits = u64::from(first & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            number |= bits << shift;
            if first & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn fingerprint(&mut self) -> Option<u64> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(u64::from_be_bytes(*taken))
    }
}

/// The first 8 bytes of the SHA-256 of a key and data.
pub(super) fn digest(key: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> u64 {
    let hasher = Sha256::new().chain_update(key).chain_update(":").chain_update(data);
    let digest: [u8; 32] = hasher.finalize().into();
    let [first, ..] = digest.as_chunks().0 else { return 0 };
    u64::from_be_bytes(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            Saver { bytes: &mut bytes, key: None }.number(number);
            let mut saved = Saved { bytes: &bytes };
            assert_eq!((saved.number(), saved.bytes.len()), (Some(number), 0));
            for end in 0..bytes.len() {
                assert_eq!(Saved { bytes: &bytes[..end] }.number(), None);
            }
        }
        assert_eq!(Saved { bytes: &[0xff; 20] }.number(), None);
    }
}
