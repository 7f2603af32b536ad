//! What handlers see.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// The most fields of a signal; what comes after them is left out.
pub const MOST_FIELDS: usize = 32;

/// The longest text of a field, in bytes; a longer one is left out. No name has more, and a part of a
/// text would have another hash.
pub const MOST_TEXT_BYTES: usize = 1024;

/// Something that happened in the application, with fields that a handler asks for by name and type.
///
/// ```
/// use telemetry_core::bridge::Signal;
///
/// let signal = Signal::new("tool_call_end").with("tool", "calculator").with("tokens", 7_u64);
/// assert_eq!(signal.str("tool"), Some("calculator"));
/// assert_eq!(signal.u64("tokens"), Some(7));
/// assert_eq!((signal.bool("tokens"), signal.u64("tool"), signal.str("path")), (None, None, None));
/// ```
#[derive(Clone)]
pub struct Signal<'a> {
    name: &'a str,
    target: &'a str,
    fields: Vec<(&'a str, Field<'a>)>,
    elapsed: Option<Duration>,
}

/// The value of a field.
#[derive(Clone)]
pub enum Field<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Signed(i64),
    /// A whole number that is not negative.
    Unsigned(u64),
    /// A number.
    Number(f64),
    /// A text, raw: an event's declaration says what may be sent of it.
    Text(Cow<'a, str>),
}

impl<'a> Signal<'a> {
    /// A signal without fields.
    pub const fn new(name: &'a str) -> Self {
        Self { name, target: "", fields: Vec::new(), elapsed: None }
    }

    /// The same from that part of the application.
    pub const fn from_target(mut self, target: &'a str) -> Self {
        self.target = target;
        self
    }

    /// The same with one more field, if there is room for it; of two fields with one name the later one
    /// counts.
    pub fn with(mut self, name: &'a str, value: impl Into<Field<'a>>) -> Self {
        push(&mut self.fields, name, value.into());
        self
    }

    /// The same for something that took so long.
    pub const fn took(mut self, time: Duration) -> Self {
        self.elapsed = Some(time);
        self
    }

    /// What happened.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The part of the application that reports it.
    pub fn target(&self) -> &str {
        self.target
    }

    /// How long it took, where that is known: from the creation of a span to its end.
    pub fn elapsed(&self) -> Option<Duration> {
        self.elapsed
    }

    /// The field of that name, if it is a bool.
    pub fn bool(&self, name: &str) -> Option<bool> {
        match self.field(name)? {
            Field::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The field of that name, if it is a whole number that fits.
    pub fn i64(&self, name: &str) -> Option<i64> {
        match self.field(name)? {
            Field::Signed(value) => Some(*value),
            Field::Unsigned(value) => i64::try_from(*value).ok(),
            _ => None,
        }
    }

    /// The field of that name, if it is a whole number that is not negative.
    pub fn u64(&self, name: &str) -> Option<u64> {
        match self.field(name)? {
            Field::Unsigned(value) => Some(*value),
            Field::Signed(value) => u64::try_from(*value).ok(),
            _ => None,
        }
    }

    /// The field of that name, if it is a number.
    pub fn f64(&self, name: &str) -> Option<f64> {
        match self.field(name)? {
            Field::Number(value) => Some(*value),
            Field::Unsigned(value) => Some(*value as f64),
            Field::Signed(value) => Some(*value as f64),
            _ => None,
        }
    }

    /// The field of that name, if it is text.
    pub fn str(&self, name: &str) -> Option<&str> {
        match self.field(name)? {
            Field::Text(value) => Some(value),
            _ => None,
        }
    }

    fn field(&self, name: &str) -> Option<&Field<'a>> {
        self.fields.iter().rev().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    #[cfg(feature = "tracing")]
    pub(super) fn with_fields(mut self, fields: Vec<(&'a str, Field<'a>)>) -> Self {
        self.fields = fields;
        self
    }
}

/// Adds a field where the bounds let it.
pub(super) fn push<'a>(fields: &mut Vec<(&'a str, Field<'a>)>, name: &'a str, value: Field<'a>) {
    let is_too_long = matches!(&value, Field::Text(text) if text.len() > MOST_TEXT_BYTES);
    if fields.len() < MOST_FIELDS && !is_too_long {
        fields.push((name, value));
    }
}

/// Shows names only: values are raw.
impl fmt::Debug for Signal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.fields.iter().map(|(name, _)| name).collect();
        f.debug_struct("Signal").field("name", &self.name).field("fields", &fields).finish()
    }
}

/// Shows the kind only: values are raw.
impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool(_) => "Bool",
            Self::Signed(_) => "Signed",
            Self::Unsigned(_) => "Unsigned",
            Self::Number(_) => "Number",
            Self::Text(_) => "Text",
        })
    }
}

impl From<bool> for Field<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Field<'_> {
    fn from(value: i64) -> Self {
        Self::Signed(value)
    }
}

impl From<u64> for Field<'_> {
    fn from(value: u64) -> Self {
        Self::Unsigned(value)
    }
}

impl From<f64> for Field<'_> {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Field<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}
