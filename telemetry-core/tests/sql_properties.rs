//! Random literals of every dialect, in random statements, never survive.

use proptest::prelude::*;
use telemetry_core::sql::mask_sql;

/// What is planted: no keyword, no name and no placeholder contains it.
const CANARY: &str = "Qz7Xk";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Standard,
    Postgres,
    Oracle,
    Mysql,
    SqlServer,
    Sqlite,
    BigQuery,
    Snowflake,
    ClickHouse,
    Spark,
}

use Dialect::{
    BigQuery, ClickHouse, Mysql, Oracle, Postgres, Snowflake, Spark, SqlServer, Sqlite, Standard,
};

const DIALECTS: [Dialect; 10] =
    [Standard, Postgres, Oracle, Mysql, SqlServer, Sqlite, BigQuery, Snowflake, ClickHouse, Spark];

impl Dialect {
    fn backslashes(self) -> bool {
        matches!(self, Mysql | BigQuery | Snowflake | ClickHouse | Spark)
    }

    fn double_quotes_strings(self) -> bool {
        matches!(self, Mysql | BigQuery | Spark)
    }

    /// Every spelling of a literal with this content.
    fn literals(self, content: &str) -> Vec<String> {
        let doubled = content.replace('\'', "''");
        let slashed = content.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "\\\"");
        let mut all = Vec::new();
        if self.backslashes() {
            all.push(format!("'{slashed}'"));
            if matches!(self, Mysql | Snowflake | ClickHouse) {
                all.push(format!("'{}'", content.replace('\\', "\\\\").replace('\'', "''")));
            }
        } else {
            all.push(format!("'{doubled}'"));
            all.push(format!("N'{doubled}'"));
        }
        if self.double_quotes_strings() {
            all.push(format!("\"{slashed}\""));
        }
        let tagged = |tag: &str| format!("{tag}{}{tag}", content.replace('$', ""));
        match self {
            Postgres => {
                all.extend([
                    format!("E'{slashed}'"),
                    format!("e'{slashed}'"),
                    format!("U&'{doubled}'"),
                ]);
                all.extend([tagged("$$"), tagged("$body$"), tagged("$_x1$")]);
            }
            Oracle => {
                for (open, close) in
                    [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>'), ('!', '!'), ('|', '|')]
                {
                    let text = content.replace(close, "").replace('\'', "''");
                    all.extend([
                        format!("q'{open}{text}{close}'"),
                        format!("nQ'{open}{text}{close}'"),
                    ]);
                }
            }
            Mysql => all.extend([format!("_utf8mb4'{slashed}'"), format!("N'{slashed}'")]),
            BigQuery => {
                all.extend([format!("'''{slashed}'''"), format!("\"\"\"{slashed}\"\"\"")]);
                let calm = content.replace(['\\', '\''], "");
                all.push(format!("'''it's {calm}'''"));
                all.extend([
                    format!("b'{slashed}'"),
                    format!("rb\"{}\"", content.replace(['\\', '"'], "")),
                ]);
            }
            Snowflake => all.push(tagged("$$")),
            ClickHouse => all.extend([tagged("$$"), tagged("$doc$")]),
            Spark => all.extend([
                format!("r'{}'", content.replace('\'', "")),
                format!("r'{}\\'", content.replace('\'', "")),
            ]),
            _ => {}
        }
        all
    }

    /// Operands without a secret that only this dialect reads as such.
    fn operands(self) -> &'static [&'static str] {
        match self {
            Mysql => &["a", "`a'b`", "5--1", "5--(1)", "`a\\`"],
            SqlServer | Sqlite => &["a", "[a'b]", "[a]]'b]", "[a--b]", "\"a'b\"", "[/*]"],
            BigQuery | ClickHouse => &["a", "`a\\`'b`"],
            Spark => &["a", "`a'b`"],
            _ => &["a", "\"a'b\"", "\"a\"\"'b\"", "\"a--b\"", "\"a\\\""],
        }
    }

    fn comments(self, content: &str) -> Vec<String> {
        let line = content.replace(['\n', '\r'], " ");
        let block = content.replace("*/", "").replace("/*", "").replace(['*', '/'], "");
        let mut all = vec![format!("-- {line}\n"), format!("/* {block} */")];
        match self {
            Mysql | BigQuery => all.push(format!("# {line}\n")),
            Postgres => {
                all.extend([format!("/* a /* {block} */ {block} */"), format!("-- it's {line}\r")])
            }
            SqlServer => all.push(format!("/* a /* {block} */ {block} */")),
            Snowflake => all.push(format!("// {line}\n")),
            _ => {}
        }
        if self != Mysql {
            all.push(format!("--{line}\n"));
        }
        all
    }
}

/// Contents that try to get out of every kind of quotes.
fn content() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z ]{0,6}",
        1 => prop::sample::select(vec![
            "'", "''", "\"", "\\", "\\'", "`", "$$", "$", "$body$", "/*", "*/", "--", "#", "]", "[", "}'", "//", "\n", ";", "' ", " '", "ESCAPE '\\'", "'''", "é", "’", "“", "q'[", "C:", "C:\\", "C:\\Users\\", "\\\\srv\\", ",", ")", " AND ", "E", "N", "r", "_",
        ]).prop_map(str::to_owned),
    ];
    (prop::collection::vec(piece.clone(), 0..5), prop::collection::vec(piece, 0..5))
        .prop_map(|(before, after)| format!("{}{CANARY}{}", before.concat(), after.concat()))
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "77[0-9]{3,9}",
        "77[0-9]{3}\\.[0-9]{1,4}",
        "77[0-9]{3}e[+-]?[0-9]{1,2}",
        "0x77[0-9A-F]{3,12}",
        "77_[0-9]{3}",
        "\\.77[0-9]{3}"
    ]
}

fn literal() -> impl Strategy<Value = (prop::sample::Index, String)> {
    (any::<prop::sample::Index>(), content())
}

fn statement(
    dialect: Dialect,
    parts: &[(prop::sample::Index, String)],
    numbers: &[String],
    shape: usize,
) -> String {
    let value = |n: usize| {
        let (index, content) = &parts[n % parts.len()];
        let all = dialect.literals(content);
        all[index.index(all.len())].clone()
    };
    let comment = |n: usize| {
        let (index, content) = &parts[n % parts.len()];
        let all = dialect.comments(content);
        all[index.index(all.len())].clone()
    };
    let number = |n: usize| numbers[n % numbers.len()].clone();
    let operands = dialect.operands();
    let a = operands[parts[0].0.index(operands.len())];
    match shape {
        0 => format!(
            "SELECT {a}, b FROM t WHERE c = {} AND d IN ({}, {}) AND e > {}",
            value(0),
            value(1),
            value(2),
            number(0)
        ),
        1 => format!(
            "INSERT INTO t (a, b, c) VALUES ({}, {}, {}), ({},{},{})",
            value(0),
            number(0),
            value(1),
            value(2),
            number(1),
            value(3)
        ),
        2 => format!(
            "UPDATE t SET x = {a}, a = {} {} , b={} WHERE c LIKE {} ORDER BY d",
            value(0),
            comment(1),
            value(2),
            value(3)
        ),
        3 => format!(
            "SELECT {a} {}FROM t {}WHERE b = {} OR b <> {}",
            comment(0),
            comment(1),
            value(2),
            value(3)
        ),
        4 => format!(
            "SELECT CASE WHEN {a} = {} THEN {} ELSE {} END AS x, f(b, {}) FROM t LIMIT {}",
            value(0),
            value(1),
            value(2),
            value(3),
            number(0)
        ),
        5 => format!(
            "CREATE USER u PASSWORD {}; SELECT {} FROM t WHERE a BETWEEN {} AND {}",
            value(0),
            value(1),
            value(2),
            value(3)
        ),
        _ => format!(
            "{}SELECT f({}) || {} FROM t WHERE a = {} {}",
            comment(0),
            value(1),
            value(2),
            number(0),
            comment(3)
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_literal_of_any_dialect_survives(
        dialect in prop::sample::select(DIALECTS.to_vec()),
        parts in prop::collection::vec(literal(), 1..5),
        numbers in prop::collection::vec(number(), 1..3),
        shape in 0_usize..7,
    ) {
        let sql = statement(dialect, &parts, &numbers, shape);
        let masked = mask_sql(&sql, usize::MAX);
        prop_assert!(!masked.contains(CANARY), "{dialect:?}\n{sql}\n{masked}");
        prop_assert!(!masked.contains("77"), "{dialect:?}\n{sql}\n{masked}");
    }

    #[test]
    fn no_literal_survives_in_a_statement_that_was_cut(
        dialect in prop::sample::select(DIALECTS.to_vec()),
        parts in prop::collection::vec(literal(), 1..5),
        numbers in prop::collection::vec(number(), 1..3),
        shape in 0_usize..7,
        cut in 0.0..1.0_f64,
    ) {
        let sql = statement(dialect, &parts, &numbers, shape);
        let sql = &sql[..sql.floor_char_boundary((sql.len() as f64 * cut) as usize)];
        let masked = mask_sql(sql, usize::MAX);
        prop_assert!(!masked.contains(CANARY), "{dialect:?}\n{sql}\n{masked}");
        prop_assert!(!masked.contains("77"), "{dialect:?}\n{sql}\n{masked}");
    }

    #[test]
    fn keywords_and_identifiers_stay(
        dialect in prop::sample::select(DIALECTS.to_vec()),
        words in prop::collection::vec("[a-z]{2}('s )?[a-z%@. ]{0,8}", 2),
    ) {
        let value = |n: usize| dialect.literals(&words[n])[0].clone();
        let sql = format!("SELECT a.first_name, count(*) FROM users AS a WHERE a.x = {} AND a.y <> {} ORDER BY z", value(0), value(1));
        prop_assert_eq!(mask_sql(&sql, usize::MAX), "SELECT a.first_name, count(*) FROM users AS a WHERE a.x = ? AND a.y <> ? ORDER BY z");
    }

    #[test]
    fn any_text_is_bounded_and_masked_only_once(text in "\\PC{0,80}|[a-z0-9 '\"`$\\\\/*#\\[\\]{}.,;:@?%=()\n-]{0,80}", max in 0_usize..100) {
        let masked = mask_sql(&text, max);
        prop_assert!(masked.chars().count() <= max);
        prop_assert_eq!(mask_sql(&masked, max), masked);
    }

    #[test]
    fn a_cut_statement_is_masked_only_once(
        dialect in prop::sample::select(DIALECTS.to_vec()),
        parts in prop::collection::vec(literal(), 1..5),
        numbers in prop::collection::vec(number(), 1..3),
        shape in 0_usize..7,
        max in 0_usize..160,
    ) {
        let masked = mask_sql(&statement(dialect, &parts, &numbers, shape), max);
        prop_assert!(masked.chars().count() <= max);
        prop_assert_eq!(mask_sql(&masked, max), masked);
    }

    #[test]
    fn a_cut_takes_no_word_apart(
        dialect in prop::sample::select(DIALECTS.to_vec()),
        parts in prop::collection::vec(literal(), 1..5),
        numbers in prop::collection::vec(number(), 1..3),
        shape in 0_usize..7,
        max in 0_usize..160,
    ) {
        let sql = statement(dialect, &parts, &numbers, shape);
        let (whole, cut) = (mask_sql(&sql, usize::MAX), mask_sql(&sql, max));
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if let Some(rest) = whole.strip_prefix(&cut) {
            prop_assert!(!(cut.ends_with(is_word) && rest.starts_with(is_word)), "{whole}\n{cut}");
        }
    }
}
