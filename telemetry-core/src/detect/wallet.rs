//! Addresses and keys of crypto currencies, by prefix, alphabet and length: Bitcoin (base58 and
//! bech32), its private and extended keys, Ethereum and its private keys, Litecoin, Dogecoin, Ripple,
//! Tron, Cardano, Cosmos, Monero. Source: BIP 173, BIP 350, BIP 32, EIP-55 and the coins' own docs.

use super::bytes::{byte_at, part, starts_with};
use super::word_list::WordList;

/// No address is shorter.
pub(super) const SHORTEST: usize = 25;

/// Whether a run of letters and digits is a wallet.
pub(super) fn is_wallet(run: &[u8]) -> bool {
    is_ethereum(run) || is_bech32(run) || is_base58(run)
}

fn is_ethereum(run: &[u8]) -> bool {
    starts_with(run, "0x")
        && matches!(run.len(), 42 | 66)
        && run[2..].iter().all(u8::is_ascii_hexdigit)
}

fn is_bech32(run: &[u8]) -> bool {
    static PREFIXES: WordList = WordList::new(&[
        "bc1", "tb1", "ltc1", "addr1", "cosmos1", "osmo1", "bnb1", "stake1", "nsec1", "age1",
    ]);
    let in_alphabet = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            && !matches!(byte.to_ascii_lowercase(), b'b' | b'i' | b'o' | b'1')
    };
    (38..=110).contains(&run.len())
        && PREFIXES
            .iter()
            .any(|prefix| starts_with(run, prefix) && run[prefix.len()..].iter().all(in_alphabet))
}

fn is_base58(run: &[u8]) -> bool {
    let in_alphabet =
        |byte: &u8| byte.is_ascii_alphanumeric() && !matches!(byte, b'0' | b'O' | b'I' | b'l');
    let fits = match (byte_at(run, 0), run.len()) {
        (b'1' | b'3', 26..=35) => true,
        (b'5', 51) | (b'K' | b'L', 52) => true,
        (b'L' | b'M' | b'D' | b'T', 34) => true,
        (b'r', 25..=35) => true,
        (b'4' | b'8', 95) => true,
        (b'x' | b'y' | b'z', 111) => matches!(part(run, 1, 4), b"pub" | b"prv"),
        _ => false,
    };
    fits && run.iter().all(in_alphabet)
        && run.iter().any(u8::is_ascii_digit)
        && run.iter().any(u8::is_ascii_uppercase)
        && run.iter().any(u8::is_ascii_lowercase)
}
