//! What decides which detectors look at a text changes nothing of what they find.

use proptest::prelude::*;

use super::clues::Reading;
use super::fold::Folded;
use super::{
    DETECTORS, Findings, Rule, Span, all, escapes, first, without_escapes, without_overlaps,
};

/// Every detector's findings, whatever the clues say.
fn all_unasked(text: &str) -> Vec<Span> {
    let folded = Folded::undisguised(text);
    let mut found = Findings::default();
    for (_, find) in DETECTORS {
        find(folded.as_str(), &mut found);
    }
    let mut spans = found.0;
    spans.extend(&folded.reading.words.found.0);
    for span in &mut spans {
        *span = folded.span_in_original(*span, text);
    }
    spans.extend(&folded.unseen.0);
    without_overlaps(spans)
}

/// The first finding of every detector, whatever a text needs to have and the clues say.
fn first_unasked(text: &str) -> Option<Rule> {
    if text.contains('\u{1b}') {
        return first_unasked(&without_escapes(text))
            .or_else(|| first_unasked(&escapes::uncovered(text)));
    }
    let folded = Folded::undisguised(text);
    let first_of = |(_, find): &(_, super::Find)| {
        let mut found = Findings::default();
        find(folded.as_str(), &mut found);
        found.0.first().map(|span| span.rule)
    };
    let in_words = || Reading::of(folded.as_str()).words.found.0.first().map(|span| span.rule);
    let unseen = || folded.unseen.0.first().map(|span| span.rule);
    DETECTORS.iter().find_map(first_of).or_else(in_words).or_else(unseen)
}

/// Pieces of what the detectors look for, and what stands around them.
fn any_text() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let pieces = prop::sample::select(vec![
        "/", "\\", "//", "\\\\", "~", "$", "%", "@", ":", "::", ".", "-", "--", "=", "'", "\"",
        "`", "<", ">", "</", "(", ")", "[", "]", "{", "}", ",", ";", " ", "\n", "_", "+", "|",
        "&", "?", "\0", "&#64;", "\\u0040", "=40", "ACME\\", "S-1-5-21-", ",dc=", "uid=", "anna", "@'", "a", "f", "z", "A", "Z", "0", "1", "9", "é", "日", "𝐚", "＠", "’", "\u{200b}", "\u{e0061}", "\u{e0100}", "🏴", "葛",
        "\u{1b}[", "\u{1b}]", "home", "Users", "C:", "x.sql", "mail.com", " @ ", "pw", "password", "key",
        "token", "is", "was", "Bearer ", "ghp_", "xox", "eyJ", "sk-", "AKIA", "Zk3Vq9Xw2Lp8Rt5Y",
        "10.0.0.1", "1.2.3", "fe80", "::1", "00:1a:2b", ":3c:4d:5e", "00-1a-2b", "-3c-4d-5e",
        "001a.2b3c", ".4d5e", "4111111111111111", "5018", "078-05-1120", "555-0123", "030 12",
        "phone", "call me at ", "+49", "DE89370400440532013000", "s3://", "http://", "arn:aws:",
        "jdbc:a", "postgres://", "%40", "%2F", "%25", ".local", ".lan", "-imac", "DESKTOP-1A2B3C4",
        "ip-10-0-0-1", "'s PC", "-----", "BEGIN RSA PRIVATE KEY", "0x", "abandon ", "letter ",
        "$HOME", "%TEMP%", "-u ", " -p", " -a ", "mysql", "login", "--user ", "dbfs:/", "api-key=", "EC2AMAZ-", "2026-07-20", "T12:34:56", "deadbeef", "1a2b3c4d5e6f",
    ]);
    let run = "[a-zA-Z0-9]{0,40}";
    let marked = "[a-f0-9.:/=_ +-]{0,70}";
    prop_oneof![
        4 => prop::collection::vec(pieces.clone(), 0..30).prop_map(|pieces| pieces.concat()),
        2 => prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat()),
        1 => (run, marked, run).prop_map(|(before, between, after)| before + &between + &after),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clues_and_needs_change_no_verdict(text in any_text()) {
        prop_assert_eq!(first(&text), first_unasked(&text));
    }

    #[test]
    fn clues_change_no_span(text in any_text()) {
        let plain = without_escapes(&text);
        prop_assert_eq!(all(&plain), all_unasked(&plain));
    }
}
