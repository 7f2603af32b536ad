// Every type of text can be treated, and so can an `Option` of it.
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Its name.
    #[hash]
    owned: String,
    /// Its name.
    #[hash]
    borrowed: &'a str,
    /// Its name.
    #[hash]
    constant: &'static str,
    /// Its name.
    #[enum_only("a", "b")]
    either: Cow<'a, str>,
    /// Its name.
    #[enum_only("a", other = "b")]
    boxed: Box<str>,
    /// Its name.
    #[safe("out of a list of ours")]
    counted: Rc<str>,
    /// Its name.
    #[safe("out of a list of ours")]
    shared: Arc<str>,
    /// Its name.
    #[hash]
    maybe_borrowed: Option<&'a str>,
    /// Its name.
    #[enum_only("a")]
    maybe_owned: Option<String>,
    /// Its name.
    #[safe("out of a list of ours")]
    maybe_either: Option<Cow<'a, str>>,
    /// Its name.
    #[hash]
    maybe_boxed: Option<Box<str>>,
    /// Its name.
    #[hash]
    maybe_counted: Option<Rc<str>>,
    /// Its name.
    #[hash]
    maybe_shared: Option<Arc<str>>,
}

fn main() {
    assert_eq!(<FileOpened<'_> as TelemetryEvent>::SCHEMA.properties.len(), 13);
}
