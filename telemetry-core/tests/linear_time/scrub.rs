use telemetry_core::filter::check;
use telemetry_core::scrub::{scrub, scrub_quoted};

use crate::growth::{assert_linear, repeated};

/// What detectors react to.
const UNITS: &[&str] = &[
    "/",
    "\\",
    "\"",
    "'",
    "@",
    ".",
    "1",
    ":",
    "%",
    "=",
    "-",
    "~",
    "$",
    "<",
    ">",
    "a",
    "A",
    " ",
    "(",
    "[",
    "\u{200b}",
    "＠",
    "é",
    "/a",
    "a/",
    "\\a",
    "\"/a ",
    "'/a'a",
    "a@",
    "a@a.",
    "1.",
    "1.1.1.1.",
    "a:",
    "ab:",
    "::",
    "%2F",
    "%25",
    "%2525",
    "password=",
    "key=",
    "cookie: ",
    "auth: Digest a= ",
    "token: '",
    "Bearer ",
    "http://",
    "file://",
    "x://",
    " http://a/b",
    "arn:aws:",
    "jdbc:a",
    "legal winner thank ",
    "s3://a ",
    "C:\\a ",
    "/a b ",
    "/Users/a b ",
    "~/",
    "$HOME",
    "${",
    "%A%",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----BEGIN ",
    "12 ",
    "1-",
    "+1 ",
    "4111 ",
    "DE89 ",
    "abandon ",
    "a.local ",
    "DESKTOP-",
    "'s ",
    "<a>",
    "</a>",
    "<password>",
    "eyJ",
    "ghp_",
    "sk-",
    "sk-1",
    "1-1a",
    "a1-",
    "Bearer 1a",
    "0x",
    "x=/a",
    "\"a\":\"/b",
    "a-b.",
    "fe80::",
    "\u{1b}[",
    "\u{1b}]",
    "key=\"",
    "Zk3Vq9Xw2Lp8",
    "/a,",
    "/a, b",
    "/a;b",
    "a\\b\\",
    "/:",
    "--a",
    ",dc=a\"",
];

#[test]
fn the_filter_takes_time_in_proportion() {
    assert_linear(UNITS, repeated, |text| check(text));
}

#[test]
fn the_scrubber_takes_time_in_proportion() {
    assert_linear(UNITS, repeated, |text| scrub(text, 500));
}

#[test]
fn the_scrubber_of_quotes_takes_time_in_proportion() {
    assert_linear(UNITS, repeated, |text| scrub_quoted(text, 500));
}
