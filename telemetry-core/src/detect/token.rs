//! Tokens in the formats of known issuers: a fixed prefix and enough opaque characters behind it.
//!
//! Source: the issuers' documentation of their token formats, and the registry of GitHub's secret
//! scanning partners for the prefixes. Facts only; what has no prefix is found by its key or by its
//! randomness.

use super::bytes::{byte_at, byte_before, part, run_end, run_start};
use super::entropy::{index, is_hex, is_odd, is_scattered};
use super::key::is_secret_key;
use memchr::memchr;

/// Prefix and the least length of what follows it, sorted by prefix.
#[rustfmt::skip]
const FORMATS: &[(&str, usize)] = &[
    ("A3-", 26), ("A3T", 17), ("AAAAB3Nza", 40), ("AAAAC3Nza", 40), ("ABIA", 16), ("ABSK", 40),
    ("ACCA", 16), ("AGE-SECRET-KEY-1", 40), ("AGPA", 16), ("AIDA", 16), ("AIPA", 16), ("AIza", 30),
    ("AKCp", 60), ("AKIA", 14), ("AKID", 28), ("ANPA", 16), ("ANVA", 16), ("API-", 20),
    ("APKA", 16), ("AQVN", 30), ("AROA", 16), ("ASCA", 16), ("ASIA", 14), ("ATATT3", 20),
    ("ATBB", 24), ("ATCTT3", 20), ("AVNS_", 15), ("BBDC-", 30), ("CCIPAT_", 24), ("CFPAT-", 30), ("CLOJARS_", 40),
    ("EAA", 60), ("EAAAE", 40), ("EAACEdEose0cBA", 10), ("EZAK", 40), ("EZTK", 40), ("FLWPUBK", 20),
    ("FLWSECK", 12), ("GOCSPX-", 20), ("GR1348941", 15), ("HRKU-", 20), ("IGQV", 40),
    ("LS0tLS1CRUdJTi", 20), ("LTAI", 12), ("MLSN.", 20), ("NRAA-", 20), ("NRAK-", 20),
    ("NRBR-", 15), ("NRII-", 20), ("NRJS-", 15), ("NRRA-", 30), ("NRSP-", 15), ("PMAK-", 20),
    ("SCW", 17), ("SG.", 20), ("SK", 32), ("SWMTKN-1-", 30), ("T1RKRkJ", 20), ("YCAJE", 18),
    ("ZXlK", 30), ("access-development-", 30), ("access-production-", 30), ("access-sandbox-", 30),
    ("aio_", 20), ("ak-", 30), ("amzn.mws.", 20), ("api-", 36), ("api_org_", 24),
    ("apify_api_", 20), ("atlasv1.", 30), ("authress_", 20), ("bedrock-api-key-", 12),
    ("bkua_", 30), ("blt.", 20), ("buf_", 30), ("ccipat_", 20), ("cfat_", 30), ("cfk_", 30),
    ("cfut_", 30), ("ck_live_", 20), ("ck_test_", 20), ("clojars_", 40), ("cmVmdGtu", 20),
    ("csb_v1_", 20), ("csk-", 20), ("ctx7sk-", 20), ("dapi", 30), ("dckr_oat_", 20),
    ("dckr_pat_", 20), ("ddp_", 30), ("depot_project_", 20), ("dg.", 24), ("dnkey-", 20),
    ("doo_v1_", 40), ("dop_v1_", 40), ("dor_v1_", 40), ("dose", 30), ("dp.audit.", 30), ("dp.ct.", 30),
    ("dp.pt.", 30), ("dp.sa.", 30), ("dp.scim.", 30), ("dp.st.", 20), ("dsp_", 20), ("dt0c01.", 24),
    ("dt0s01.", 24), ("dt0s16.", 24), ("duffel_live_", 30), ("duffel_test_", 30), ("e2b_", 20),
    ("edgeconfig_", 20), ("endr+", 16), ("ext_", 30), ("eyJ", 17), ("fc-", 28), ("figd_", 24),
    ("figo_", 24), ("figu_", 24), ("fio-u-", 40), ("flb_live_", 12), ("fly_", 30), ("fm1_", 30),
    ("fm1a_", 30), ("fm1r_", 30), ("fm2_", 30), ("fo1_", 30), ("fsq3", 40), ("fw_", 18),
    ("gAAAAA", 40), ("ghc_", 20), ("gho_", 20), ("ghp_", 20), ("ghr_", 20), ("ghs_", 20),
    ("ghu_", 20), ("github_app_", 24), ("github_oauth_", 24), ("github_pat_", 20), ("glagent-", 20),
    ("glc_", 20), ("glcbt-", 15), ("gldt-", 15), ("glffct-", 15), ("glft-", 15), ("glimt-", 15),
    ("gloas-", 20), ("glpat-", 12), ("glptt-", 20), ("glrt-", 12), ("glrtr-", 12), ("glsa_", 24),
    ("glsoat-", 15), ("glwt-", 15), ("gorc_", 20), ("gsk_", 20), ("helicone-", 24), ("hf_", 24),
    ("hfp_", 20), ("hvb.", 30), ("hvr.", 24), ("hvs.", 20), ("ico-", 24), ("infp_", 20),
    ("jina_", 20), ("key-", 28), ("lin_api_", 30), ("lin_oauth_", 30), ("lip_live_", 20),
    ("lip_test_", 20), ("live_", 30), ("ls__", 24), ("lsv2_pt_", 24), ("lsv2_sk_", 24), ("m0-", 24),
    ("mdb_sa_sk_", 20), ("mlsn.", 20), ("mob-", 36), ("nango_", 20), ("napi_", 20), ("nfp_", 24),
    ("npm_", 24), ("nrjs-", 15), ("ntn_", 24), ("nvapi-", 24), ("ocid1.", 30), ("ops_", 24),
    ("ory_at_", 20), ("ory_pat_", 20), ("oy2", 40), ("p8e-", 28), ("pa-", 24), ("pat", 75), ("pat-", 24),
    ("pat.", 24), ("pat_", 24), ("pcsk_", 24), ("phc_", 24), ("phs_", 24), ("phx_", 24),
    ("pk.", 40), ("pk_live_", 10), ("pk_prod_", 12), ("pk_test_", 10), ("pnu_", 30), ("pplx-", 24),
    ("pscale_", 20), ("pubkey-", 28), ("pul-", 24), ("pypi-", 24), ("r8_", 24), ("rdme_", 30),
    ("re_", 20), ("repl_", 24), ("replicate_", 24), ("rk_live_", 10), ("rk_prod_", 12),
    ("rk_test_", 10), ("rnd_", 24), ("rpa_", 24), ("rubygems_", 24), ("rzp_live_", 12),
    ("rzp_test_", 12), ("s-s4t2af-", 40), ("s-s4t2ud-", 40), ("s.", 24), ("sat.", 24),
    ("sb_publishable_", 20), ("sb_secret_", 20), ("sbp_", 24), ("sc_", 30), ("scauth_", 20),
    ("scw_", 20), ("sdk-", 36), ("secret-", 24), ("secret_", 24), ("sess-", 20), ("sgp_", 24),
    ("sha256~", 24), ("shippo_live_", 24), ("shippo_test_", 24), ("shpat_", 24), ("shpca_", 24),
    ("shppa_", 24), ("shpss_", 24), ("shptka_", 24), ("sk-", 16), ("sk.", 40), ("sk_", 20),
    ("sk_live_", 10), ("sk_prod_", 10), ("sk_test_", 10), ("sl.", 60), ("sm_aat_", 12),
    ("sm_pat_", 12), ("sm_sat_", 12), ("sntryo_", 24), ("sntrys_", 24), ("sntryu_", 24),
    ("sq0atp-", 18), ("sq0csp-", 18), ("sq0idp-", 18), ("sqp_", 24), ("squ_", 24), ("sv=20", 40),
    ("t1.", 40), ("test_", 30), ("tfp_", 24), ("tgp_v1_", 20), ("tk-us-", 24), ("tskey-", 12),
    ("tvly-", 16), ("v1.0-", 100), ("v2.local.", 24), ("v3.local.", 24), ("v4.local.", 24),
    ("vca_", 24), ("vci_", 24), ("vck_", 24), ("vcp_", 24), ("vcr_", 24), ("vercel_", 20),
    ("waka_", 30), ("wandb_v1_", 20), ("whsec_", 16), ("xai-", 24), ("xapp-", 12), ("xkeysib-", 24), ("xox", 12),
    ("xoxe.", 20), ("xsmtpsib-", 24), ("ya29.", 20), ("zpka_", 24),
];

/// No token is shorter, its prefix included.
pub(super) const SHORTEST: usize = 15;

/// Eight digits, a colon and 35 characters.
pub(super) const SHORTEST_BOT_KEY: usize = BOT_DIGITS as usize + 36;
pub(super) const BOT_DIGITS: u32 = 8;

/// How much of a token is looked at before the rest is taken along; keeps the cost linear.
const TELLING: usize = 256;
/// How much of it shows whether it is random.
const ODD: usize = 96;

/// For each first byte of a prefix the second and the third ones, by their places in the alphabet; most
/// words end here.
static BEGINNINGS: [(u64, u64); 64] = beginnings();

const fn beginnings() -> [(u64, u64); 64] {
    let mut bits = [(0, 0); 64];
    let mut at = 0;
    while at < FORMATS.len() {
        let prefix = FORMATS[at].0.as_bytes();
        let places = &mut bits[index(prefix[0]) as usize];
        places.0 |= 1 << index(prefix[1]);
        places.1 |= if prefix.len() > 2 { 1 << index(prefix[2]) } else { u64::MAX };
        at += 1;
    }
    bits
}

/// Where in `FORMATS` the prefixes with a given first byte, by its place in the alphabet, are.
static BY_FIRST_BYTE: [(u16, u16); 64] = by_first_byte();

const fn by_first_byte() -> [(u16, u16); 64] {
    let mut table = [(0, 0); 64];
    let mut at = 0;
    while at < FORMATS.len() {
        let first = index(FORMATS[at].0.as_bytes()[0]) as usize;
        let (start, end) = table[first];
        table[first] = (if start == end { at as u16 } else { start }, at as u16 + 1);
        at += 1;
    }
    table
}

/// Whether what starts at `at` starts as any of the prefixes.
#[inline]
pub(super) fn may_begin(bytes: &[u8], at: usize) -> bool {
    let &[first, second, third] = part(bytes, at, at + 3) else {
        return false;
    };
    let place = |byte: u8| index(byte) & 63;
    let (seconds, thirds) = BEGINNINGS[usize::from(place(first))];
    seconds >> place(second) & thirds >> place(third) & 1 == 1
}

/// The length of the token that `word` starts with. What has the shape of a name must be random to be one.
pub(super) fn length(word: &[u8], is_name: bool) -> Option<usize> {
    let known = if may_begin(word, 0) { issued_length(word, is_name) } else { None };
    known
        .or_else(|| hex_key_length(word))
        .or_else(|| bot_key_length(word))
        .or_else(|| account_key_length(word))
}

/// `api-key=..`: the key of an assignment starts as a token does.
fn is_assignment(token: &[u8]) -> bool {
    memchr(b'=', token)
        .is_some_and(|at| at + 1 < token.len() && is_secret_key(&token[..at]).is_some())
}

/// Where the token begins whose known part is at `at`: Terraform's have a random one before `.atlasv1.`.
pub(super) fn start(word: &[u8], at: usize) -> usize {
    if byte_before(word, at) != b'.' {
        return at;
    }
    let start = run_start(word, at - 1, at - 1, |byte| byte.is_ascii_alphanumeric());
    let before = part(word, start, at - 1);
    if before.len() >= 8 && is_odd(before) { start } else { at }
}

/// The length of the token that `word` starts with, if it is told by its prefix and is no assignment.
pub(super) fn issued_length(word: &[u8], is_name: bool) -> Option<usize> {
    prefixed_length(word, is_name).filter(|&length| !is_assignment(part(word, 0, length)))
}

fn prefixed_length(word: &[u8], is_name: bool) -> Option<usize> {
    let &[first, beginning, ..] = word else {
        return None;
    };
    let (first, last) = BY_FIRST_BYTE[usize::from(index(first) & 63)];
    let formats = FORMATS.get(usize::from(first)..usize::from(last))?;
    let second = |prefix: &str| prefix.as_bytes()[1];
    let start = formats.partition_point(|(prefix, _)| second(prefix) < beginning);
    let in_format = |&(prefix, least): &(&str, usize)| {
        if word.len() < prefix.len() + least {
            return None;
        }
        let rest = word.strip_prefix(prefix.as_bytes())?;
        let beginning = part(rest, 0, rest.len().min(TELLING));
        let length = token_end(beginning);
        let issued = part(rest, 0, length.min(ODD));
        let is_token = is_issued(issued) && (!is_name || is_no_name(issued))
            || is_no_word(prefix)
                && issued.iter().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        (length >= least && (is_token || is_web_token(prefix, beginning)))
            .then(|| prefix.len() + token_end(rest))
    };
    formats[start..]
        .iter()
        .take_while(|(prefix, _)| second(prefix) == beginning)
        .filter_map(in_format)
        .max()
}

fn token_end(rest: &[u8]) -> usize {
    let end = run_end(rest, 0, |byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/' | b'=' | b'~' | b':' | b'%')
    });
    run_start(rest, end, end, |byte| matches!(byte, b'.' | b':' | b'-'))
}

/// No part of a name behind a prefix is as long.
const LONG_RUN: usize = 24;

/// Whether the text behind a known prefix was issued and is not the rest of a name
/// (`re_export_of_2_items`): random to the eye, or dense in digits and capitals.
fn is_issued(rest: &[u8]) -> bool {
    let runs = || rest.split(|byte| !byte.is_ascii_alphanumeric());
    let is_name = |run: &[u8]| {
        run.len() < LONG_RUN
            && run.first().is_some_and(u8::is_ascii_alphabetic)
            && !is_hex(run)
            && !is_odd(run)
    };
    let longest = runs().filter(|run| !is_name(run)).map(<[u8]>::len).max().unwrap_or(0);
    let has_name = || runs().any(|run| run.len() >= 5 && is_name(run));
    let digits = rest.iter().filter(|byte| byte.is_ascii_digit()).count();
    let humps = rest
        .windows(2)
        .filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
        .count();
    longest >= 8 && digits + humps >= 3
        || digits >= 4 && longest >= 4 && !has_name()
        || rest.len() >= 20 && rest.iter().all(u8::is_ascii_alphanumeric)
        || rest.len() >= 16
            && rest.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        || is_scattered(rest)
        || runs().any(|run| run.len() >= 12 && is_odd(run))
}

/// Prefixes that nothing but a token starts with, and whose tokens are short or in parts: those of GitLab,
/// Aiven, Flutterwave, and of payments (`sk_live_`).
fn is_no_word(prefix: &str) -> bool {
    prefix.starts_with("gl") && prefix.ends_with('-')
        || ["AVNS_", "FLW", "GR1348941"].iter().any(|only| prefix.starts_with(only))
        || ["_live_", "_test_", "_prod_"].iter().any(|stage| prefix.ends_with(stage))
}

/// Whether the text behind a known prefix is no name, though it has few digits or short parts.
fn is_no_name(issued: &[u8]) -> bool {
    is_scattered(issued) || issued.len() >= 30 && issued.iter().all(u8::is_ascii_alphanumeric)
}

/// Two parts in base64, the first an object in braces (RFC 7519).
fn is_web_token(prefix: &str, rest: &[u8]) -> bool {
    prefix == "eyJ" && rest.split(|&byte| byte == b'.').nth(1).is_some_and(|body| body.len() >= 8)
}

/// Keys that are told by their end: 32 hexadecimal digits and a data centre (`-us12`), or two
/// groups of eight (Mailchimp, Mailgun).
fn hex_key_length(word: &[u8]) -> Option<usize> {
    const HEX: usize = 32;
    if byte_at(word, HEX) != b'-' || !word[..HEX].iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let hex = HEX;
    let rest = part(word, hex + 1, word.len());
    let data_centre = rest
        .strip_prefix(b"us")
        .map_or(0, |number| run_end(number, 0, |byte| byte.is_ascii_digit()));
    let is_signing_key = rest.len() >= 17
        && byte_at(rest, 8) == b'-'
        && rest[..17].iter().filter(|byte| byte.is_ascii_hexdigit()).count() == 16;
    match (data_centre, is_signing_key) {
        (1..=2, _) => Some(hex + 3 + data_centre),
        (_, true) => Some(hex + 18),
        _ => None,
    }
}

/// The number of an account, a colon, and 32 hexadecimal digits (Asana).
fn account_key_length(word: &[u8]) -> Option<usize> {
    const NUMBER: usize = 16;
    let is_key = word.len() >= NUMBER + 33
        && word[..NUMBER].iter().all(u8::is_ascii_digit)
        && word[NUMBER] == b':'
        && word[NUMBER + 1..NUMBER + 33].iter().all(u8::is_ascii_hexdigit);
    is_key.then_some(NUMBER + 33)
}

/// The number of a bot, a colon, and 35 characters that start with `A` (Telegram).
fn bot_key_length(word: &[u8]) -> Option<usize> {
    let number = (8..=10).find(|&at| byte_at(word, at) == b':')?;
    let key = part(word, number + 1, word.len().min(number + 37));
    let length =
        run_end(key, 0, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let is_key =
        word[..number].iter().all(u8::is_ascii_digit) && byte_at(key, 0) == b'A' && length == 35;
    is_key.then_some(number + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::FORMATS;

    #[test]
    fn formats_are_sorted_and_start_with_two_ascii_bytes() {
        assert!(FORMATS.is_sorted_by_key(|(prefix, _)| prefix.as_bytes()));
        assert!(FORMATS.iter().all(|(prefix, _)| prefix.is_ascii() && prefix.len() >= 2));
    }
}
