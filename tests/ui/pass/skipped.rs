// What is skipped can be anything: it needs no comment, no plain name and no closed type.
use std::cell::RefCell;
use std::collections::HashMap;

use telemetry::TelemetryEvent;

struct Connection<'a, T: ?Sized>(&'a T);

/// A file was opened.
#[derive(TelemetryEvent)]
#[allow(non_snake_case)]
struct FileOpened<'a> {
    /// Whether it is new.
    is_new: bool,
    #[skip]
    filePath: String,
    #[skip]
    _größe: u128,
    #[skip]
    r#type: &'a (dyn std::error::Error + Send),
    #[skip]
    connection: Connection<'a, str>,
    #[skip]
    callback: Option<Box<dyn for<'x> Fn(&'x str) -> &'x str + 'a>>,
    #[skip]
    cache: RefCell<HashMap<String, Vec<[u8; 4]>>>,
}

fn main() {
    let _ = Connection("").0;
    assert_eq!(<FileOpened<'_> as TelemetryEvent>::SCHEMA.properties.len(), 1);
}
