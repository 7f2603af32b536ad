//! Eight times the text takes about eight times the time, whatever is in it. A test program of its own,
//! so that no other test disturbs it.

use std::time::Instant;

use telemetry_core::scrub::scrub;

/// Between 8, which is linear, and 64, which is quadratic.
const MOST: f64 = 24.0;

/// How often a shape is measured before it counts as slow.
const ATTEMPTS: usize = 40;

/// Eight times the text may take some sixteen times as long on a busy machine, not sixty-four.
#[test]
fn cost_grows_with_length() {
    let shapes = [
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
    ];
    let seconds = |text: &str| {
        let start = Instant::now();
        let _ = scrub(text, 500);
        start.elapsed().as_secs_f64()
    };
    let mut slow = Vec::new();
    for shape in shapes {
        let text = |length: usize| shape.repeat(length / shape.len());
        let (short, long) = (text(8 << 10), text(64 << 10));
        // A busy machine may disturb a measurement; no machine makes a quadratic one look linear.
        let mut fastest = (f64::INFINITY, f64::INFINITY);
        let linear = (0..ATTEMPTS).any(|_| {
            fastest = (fastest.0.min(seconds(&short)), fastest.1.min(seconds(&long)));
            fastest.1 < fastest.0 * MOST
        });
        if !linear {
            slow.push(format!("{shape:?}: {:.1} times the time", fastest.1 / fastest.0));
        }
    }
    assert!(slow.is_empty(), "8 times the text takes\n{}", slow.join("\n"));
}
