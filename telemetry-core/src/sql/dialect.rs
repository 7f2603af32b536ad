use std::ops::BitOr;

/// What databases disagree on when they cut text into tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dialect(u16);

impl Dialect {
    /// None of the peculiarities below: standard SQL, Oracle.
    pub(super) const STANDARD: Self = Self(0);
    /// A backslash escapes the single quote that follows it.
    pub(super) const BACKSLASH: Self = Self(1);
    /// A backslash escapes the double quote that follows it.
    pub(super) const DOUBLE_ESCAPES: Self = Self(1 << 10);
    /// `#` starts a comment.
    pub(super) const HASH: Self = Self(1 << 1);
    /// `--` starts a comment only before white space.
    pub(super) const SPACED_DASHES: Self = Self(1 << 2);
    /// `/* /* */ */` is one comment.
    pub(super) const NESTED: Self = Self(1 << 3);
    /// `[it's]` is an identifier.
    pub(super) const BRACKETS: Self = Self(1 << 4);
    /// `'''it's'''` is a string.
    pub(super) const TRIPLE: Self = Self(1 << 5);
    /// `//` starts a comment.
    pub(super) const SLASHES: Self = Self(1 << 6);
    /// A backslash escapes a back-tick in an identifier.
    pub(super) const TICK_ESCAPES: Self = Self(1 << 7);
    /// A backslash means nothing at all in `r'..'`.
    pub(super) const PLAIN_RAW: Self = Self(1 << 8);
    /// A lone carriage return ends a line.
    pub(super) const RETURNS: Self = Self(1 << 9);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether both answer the same to every question in `asked`.
    pub(super) const fn agrees(self, other: Self, asked: Self) -> bool {
        (self.0 ^ other.0) & asked.0 == 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Dialect {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

const MYSQL: Dialect = Dialect::HASH.and(Dialect::SPACED_DASHES);
const ESCAPES: Dialect = Dialect::BACKSLASH.and(Dialect::DOUBLE_ESCAPES);

/// The readings that together cover the databases in use.
pub(super) const ALL: [Dialect; 12] = [
    Dialect::STANDARD,
    // PostgreSQL, DuckDB, Redshift, Trino
    Dialect::NESTED.and(Dialect::RETURNS),
    // SQL Server
    Dialect::NESTED.and(Dialect::BRACKETS),
    // SQLite, Access
    Dialect::BRACKETS,
    // MySQL and MariaDB, then under ANSI_QUOTES, then under NO_BACKSLASH_ESCAPES
    MYSQL.and(ESCAPES),
    MYSQL.and(Dialect::BACKSLASH),
    MYSQL,
    // BigQuery
    ESCAPES.and(Dialect::HASH).and(Dialect::TRIPLE).and(Dialect::TICK_ESCAPES),
    // Snowflake
    Dialect::BACKSLASH.and(Dialect::SLASHES),
    // ClickHouse
    ESCAPES.and(Dialect::HASH).and(Dialect::TICK_ESCAPES),
    // Spark, Databricks, Hive
    ESCAPES.and(Dialect::NESTED).and(Dialect::PLAIN_RAW),
    // Redshift, and PostgreSQL with standard_conforming_strings off
    Dialect::BACKSLASH.and(Dialect::NESTED).and(Dialect::RETURNS),
];
