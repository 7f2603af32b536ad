// The type counts, not its spelling: what is closed is closed by any name.
#![allow(unused_parens)]

use telemetry::{TelemetryEnum, TelemetryEvent};

/// What kind of file it is.
#[derive(TelemetryEnum)]
enum Kind {
    Text,
}

trait Has {
    type Kind;
    type Lent<'a>;
}
impl Has for FileOpened<'_> {
    type Kind = Kind;
    type Lent<'a> = Option<bool>;
}

type String = u64;
type Same<T> = T;
macro_rules! count {
    () => { Option<String> };
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// What it tells.
    alias: String,
    /// What it tells.
    generic_alias: Same<Same<bool>>,
    /// What it tells.
    by_macro: count!(),
    projected: <FileOpened<'static> as Has>::Kind,
    /// What it tells.
    lent: <FileOpened<'a> as Has>::Lent<'a>,
    /// What it tells.
    in_parentheses: (((::core::primitive::u8))),
    /// Its name.
    #[hash]
    name: <str as ToOwned>::Owned,
}

fn main() {
    let _ = Kind::Text;
    assert_eq!(<FileOpened<'_> as TelemetryEvent>::SCHEMA.properties.len(), 7);
}
