//! 64 KB of any shape take about eight times as long as 8 KB.

use std::time::{Duration, Instant};

use telemetry_core::sql::mask_sql;

/// The least of several runs, which a busy machine disturbs least.
fn cost(text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        std::hint::black_box(mask_sql(std::hint::black_box(text), 500));
        start.elapsed()
    };
    (0..7).map(|_| run()).min().unwrap_or_default()
}

/// Between 8, which is linear, and 64, which is quadratic.
const MOST: f64 = 24.0;

/// How often a shape is measured before it counts as slow.
const ATTEMPTS: usize = 40;

fn ratio(short: &str, long: &str) -> f64 {
    cost(long).as_secs_f64() / cost(short).as_secs_f64().max(20e-6)
}

#[test]
fn time_grows_with_the_length_and_not_with_its_square() {
    let units = [
        "'",
        "''",
        "\\'",
        "'\\'",
        "\"",
        "\"a\" ",
        "`",
        "`a` ",
        "[",
        "[a",
        "[a'] ",
        "]",
        "$",
        "$a",
        "$a$",
        "$1",
        "$$",
        "/*",
        "/* */ ",
        "*/",
        "--",
        "-- \n",
        "#",
        "#\n",
        "//",
        "/a",
        " /a",
        "=/",
        "=~/",
        "a.",
        "a@",
        "a.b@",
        "@a/",
        "1",
        "1-",
        "1.",
        "1e",
        "q'[",
        "e'\\",
        "r'\\'",
        "b\"",
        "'''",
        "(",
        ")",
        "(a,",
        "{#",
        "{{",
        ":",
        ":=",
        "?",
        "‘",
        "’ ",
        "é",
        "٣",
        "; ",
        "copy a from stdin;\n",
        "insert format csv ",
        "identified by ",
        "password = a",
        "connect a",
        "C:\\",
        "'C:\\a\\'",
        "s3://",
        "-- \r",
        "\r",
        "\\",
        "a b ",
        "between and ",
        "550e8400-e29b-41d4-a716-446655440000",
    ];
    let mut slow = Vec::new();
    for unit in units {
        let text = |size: usize| unit.repeat(size / unit.len() + 1);
        // A busy machine may disturb a measurement; no machine makes a quadratic one look linear.
        let mut ratios = (0..ATTEMPTS).map(|_| ratio(&text(8 * 1024), &text(64 * 1024)));
        if !ratios.any(|ratio| ratio < MOST) {
            slow.push(format!(
                "{unit:?}: always more than {MOST} times the time for 8 times the text"
            ));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
