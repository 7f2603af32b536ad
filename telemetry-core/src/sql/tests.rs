use super::{mask_sql, mask_sql_with};

/// Statement, and what is left of it.
const EXACT: &[(&str, &str)] = &[
    ("", ""),
    ("SELECT a FROM t WHERE b = 'x' AND c = 1.5e10", "SELECT a FROM t WHERE b = ? AND c = ?"),
    ("VALUES ('it''s', N'x', X'AB', B'01', E'\\'', U&'\\0061')", "VALUES (?, ?, ?, ?, ?, ?)"),
    ("SELECT q'[it's]', $a$ it's $a$, $$x$$", "SELECT ?, ?, ?"),
    ("SELECT 0xFF, 1_000, .5, 5., 10L, -3, 2011-01-03, 10:20:30", "SELECT ?, ?, ?, ?, ?, -?, ?, ?"),
    ("SELECT t1.col_2 FROM t1", "SELECT t1.col_2 FROM t1"),
    ("SELECT a -- x\nFROM t /* y */ WHERE b /*+ hint */ = 1", "SELECT a \nFROM t WHERE b = ?"),
    ("SELECT a # x\nFROM #tmp WHERE c #>> '{a}' = :n", "SELECT a \nFROM #tmp WHERE c #>> ? = :n"),
    (
        "WHERE a = ? AND b = $1 AND c = :x AND d = @y AND e = %s AND f = :2 AND g = ?3",
        "WHERE a = ? AND b = $1 AND c = :x AND d = @y AND e = %s AND f = :2 AND g = ?3",
    ),
    ("WHERE a = $5000 AND b = $1.50 AND c = :12345", "WHERE a = ? AND b = ? AND c = :?"),
    (
        "SELECT \"a b\" FROM \"T\" WHERE \"a b\" = \"x y\"",
        "SELECT \"a b\" FROM \"T\" WHERE \"a b\" = ?",
    ),
    (
        "SELECT \"userName\" FROM t WHERE \"userEmail\" = 'x' ORDER BY \"at\"",
        "SELECT \"userName\" FROM t WHERE \"userEmail\" = ? ORDER BY \"at\"",
    ),
    (
        "SELECT \"John\" FROM t WHERE a = \"Bob\" OR \"Jane\" = b",
        "SELECT ? FROM t WHERE a = ? OR ? = b",
    ),
    (
        "INTO TABLE t FIELDS TERMINATED BY \"ab\" ENCLOSED BY \"cd\"",
        "INTO TABLE t FIELDS TERMINATED BY ? ENCLOSED BY ?",
    ),
    ("SELECT \"secret\" FROM t", "SELECT ? FROM t"),
    ("SELECT `a b`, \"secret\", 'x' FROM `t`", "SELECT `a b`, ?, ? FROM `t`"),
    ("SELECT [a b], [jane@example.com], a[1], ARRAY['x']", "SELECT [a b], ?, a[?], ARRAY[?]"),
    ("SELECT 'never closed", "SELECT ?"),
    ("SELECT $x$ never closed", "SELECT ?"),
    ("SELECT a /* never closed", "SELECT a"),
    ("SELECT q'[never closed]", "SELECT ?"),
    ("SELECT `never closed", "SELECT ?"),
    (
        "CREATE USER bob IDENTIFIED BY tiger ACCOUNT UNLOCK",
        "CREATE USER bob IDENTIFIED BY ? ACCOUNT UNLOCK",
    ),
    (
        "SET db.password = tiger; SELECT password FROM t",
        "SET db.password = ?; SELECT password FROM t",
    ),
    (
        "WHERE a.token = b.token AND password = md5('x')",
        "WHERE a.token = b.token AND password = md5(?)",
    ),
    ("PUT file:///home/jane/x.csv @stage/jane/x", "PUT ? @stage?"),
    ("a = 'x' b = ‘y’ c = “z”", "a = ? b = ? c = ?"),
];

#[test]
fn statements_keep_their_shape() {
    for (sql, left) in EXACT {
        assert_eq!(mask_sql(sql, usize::MAX), *left, "{sql}");
    }
}

#[test]
fn the_text_is_cut_at_a_character() {
    assert_eq!(mask_sql("SELECT é FROM t", 8), "SELECT é");
    assert_eq!(mask_sql("SELECT 'x'", 0), "");
    assert_eq!(mask_sql("SELECT a FROM \"Table\"", 16), "SELECT a FROM ?");
}

#[test]
fn the_scrubber_sees_the_identifiers_and_no_literal() {
    let seen = mask_sql_with("SELECT jane_doe FROM t WHERE a = 'x'", 100, |text| {
        assert!(!text.contains('x'));
        text.replace("jane_doe", "<name>")
    });
    assert_eq!(seen, "SELECT <name> FROM t WHERE a = ?");
}

#[test]
fn a_cut_leaves_whole_words_and_placeholders() {
    let sql = "SELECT first_name, größe FROM t";
    for (max, expected) in [
        (0, ""),
        (3, ""),
        (6, "SELECT"),
        (7, "SELECT"),
        (16, "SELECT"),
        (17, "SELECT first_name"),
        (18, "SELECT first_name,"),
        (22, "SELECT first_name,"),
        (24, "SELECT first_name, größe"),
        (26, "SELECT first_name, größe"),
        (99, sql),
    ] {
        assert_eq!(mask_sql(sql, max), expected, "{max}");
    }
    let scrubbed =
        |max| mask_sql_with("SELECT a FROM b", max, |_| "SELECT <email> FROM b".to_owned());
    assert_eq!(scrubbed(13), "SELECT");
    assert_eq!(scrubbed(14), "SELECT <email>");
}
