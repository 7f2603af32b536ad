//! What an event may carry, as constants: the one description from which the wire, the catalogue
//! document and the compile-time checks are all made.

mod bits;
mod kinds;
mod once;
mod policy;

use std::borrow::Cow;

use crate::const_text::ConstText;

pub use bits::check_bits;
pub(crate) use kinds::Kinds;
pub use once::{Once, check_once};
pub use policy::{Aggregation, Masking, Policy, Treatment};

/// An event as its struct declares it. Made by `#[derive(TelemetryEvent)]`.
// In this order in memory: who records an event reads the first fields only.
#[repr(C)]
#[derive(Debug)]
pub struct EventSchema {
    /// Every property that it can ever carry, in declaration order.
    pub properties: &'static [Property],
    /// How often it may be sent, when not every time.
    pub once: Option<Once>,
    /// The kinds of the properties' values.
    pub(crate) kinds: Kinds,
    /// The event's name on the wire: snake_case, `domain_action`.
    pub name: &'static str,
    /// The struct's doc comment.
    pub description: &'static str,
    /// The question that the event answers: `#[event(why = "..")]`.
    pub why: Option<&'static str>,
    /// The library that its code names, where not `::telemetry`: `#[telemetry(crate = ..)]`.
    pub library: Option<&'static str>,
}

impl EventSchema {
    /// An event that answers no stated question and may be sent every time.
    pub const fn new(
        name: &'static str,
        description: &'static str,
        properties: &'static [Property],
    ) -> Self {
        let kinds = Kinds::of(properties);
        Self { name, description, why: None, once: None, library: None, properties, kinds }
    }

    /// The same event with the question that it answers.
    pub const fn why(mut self, why: &'static str) -> Self {
        self.why = Some(why);
        self
    }

    /// The same event, sent that often at most.
    pub const fn once(mut self, once: Once) -> Self {
        self.once = Some(once);
        self
    }

    /// The same event by the library of that path.
    pub const fn library(mut self, path: &'static str) -> Self {
        self.library = Some(path);
        self
    }

    /// What it is sent once per, in the catalogue: `install`, `session`, `install per tool_name`.
    pub fn once_per(&self) -> Option<Cow<'static, str>> {
        Some(match self.once? {
            Once::Install => Cow::Borrowed("install"),
            Once::Session => Cow::Borrowed("session"),
            Once::Day => Cow::Borrowed("day"),
            Once::Process => Cow::Borrowed("process"),
            Once::InstallPer(place) => self.per("install", place),
            Once::ProcessPer(place) => self.per("process", place),
        })
    }

    fn per(&self, what: &str, place: u8) -> Cow<'static, str> {
        let property = self.properties.get(usize::from(place));
        Cow::Owned(format!("{what} per {}", property.map_or("value", |property| property.key)))
    }

    /// The most bits of information that one such event can carry, or `None` where one of its
    /// properties is unbounded. A bound from above: each property counts in whole bits.
    pub const fn bits(&self) -> Option<u32> {
        let mut total = 0u32;
        let mut at = 0;
        while at < self.properties.len() {
            match self.properties[at].bits() {
                Some(bits) => total = total.saturating_add(bits),
                None => return None,
            }
            at += 1;
        }
        Some(total)
    }
}

/// One property of an event: its key and all that is known about its values.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// The key on the wire.
    pub key: &'static str,
    /// What it means: the field's doc comment, else the one of its enum type.
    pub description: &'static str,
    /// What is done to the value before it may leave.
    pub treatment: Treatment,
    /// What the values can be.
    pub shape: Shape,
    /// The origin for which the property is present; `None` where it does not depend on one.
    pub when: Option<Origin>,
}

impl Property {
    /// A property with the policy for its values. Without a description it has that of its type.
    pub const fn new(key: &'static str, description: &'static str, policy: Policy) -> Self {
        let Policy { treatment, shape, when } = policy;
        let description = if description.is_empty() { shape.description } else { description };
        Self { key, description, treatment, shape, when }
    }

    /// The most bits of information that the property can carry; its absence counts as one more
    /// value. `None` where the value set is not finite.
    pub const fn bits(&self) -> Option<u32> {
        let may_be_absent = self.shape.optional || self.when.is_some();
        match self.shape.size {
            Size::Unbounded => None,
            Size::Values(count) => Some(bits_of(count + may_be_absent as u32)),
            Size::Bits(bits) => Some(bits),
        }
    }

    /// Why text may leave as written: `#[safe("..")]`.
    pub const fn reason(&self) -> Option<&'static str> {
        match self.treatment {
            Treatment::DeclaredSafe(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Properties out of their columns: three arrays cost the compiler less than as many calls as there
/// are properties.
pub const fn properties<const N: usize>(
    keys: [&'static str; N],
    descriptions: [&'static str; N],
    policies: [Policy; N],
) -> [Property; N] {
    let mut properties = [Property::new("", "", Policy::closed(Shape::BLANK)); N];
    let mut at = 0;
    while at < N {
        properties[at] = Property::new(keys[at], descriptions[at], policies[at]);
        at += 1;
    }
    properties
}

/// Panics, at compile time, where neither a field nor its type says what the property means.
// Inline, as all that only the compiler calls: no code is made of it in this crate.
#[inline]
#[track_caller]
pub const fn check_description(key: &str, policy: Policy) {
    if policy.shape.description.is_empty() {
        ConstText::new()
            .text("nothing says what the property `")
            .text(key)
            .text("` means, and users read it in the catalogue\n\nhelp: write a doc comment above the field, or above its enum:\n    /// What it tells.")
            .fail();
    }
}

/// Whole bits that tell `count` values apart.
const fn bits_of(count: u32) -> u32 {
    if count <= 1 { 0 } else { (count - 1).ilog2() + 1 }
}

/// Where the thing that an event tells of ran: what `#[origin]` decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On this machine, from a catalogue that everybody has.
    Local,
    /// Somewhere that the user set up: its names are the user's own words.
    Remote,
}

impl Origin {
    /// The origin's name in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Remote => "remote",
        }
    }
}

/// The set of values that a type can give.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind of value on the wire.
    pub kind: Kind,
    /// Every label, where the set is closed; else empty.
    pub labels: &'static [&'static str],
    /// How large the set is.
    pub size: Size,
    /// What a number counts, where its type says it: `ms`.
    pub unit: Option<&'static str>,
    /// Whether the value can be absent.
    pub optional: bool,
    /// The doc comment of the value's own type, if it has one.
    pub description: &'static str,
}

impl Shape {
    /// A span of time, as it is sent.
    pub(crate) const MILLISECONDS: Self =
        Self::of(Kind::Integer, Size::Bits(64)).counting(Some("ms"));

    /// Text without bound.
    pub(crate) const BLANK: Self = Self {
        kind: Kind::Text,
        labels: &[],
        size: Size::Unbounded,
        unit: None,
        optional: false,
        description: "",
    };

    /// A shape without labels.
    pub const fn of(kind: Kind, size: Size) -> Self {
        Self { kind, labels: &[], size, unit: None, optional: false, description: "" }
    }

    /// Text out of a closed list.
    pub const fn one_of(labels: &'static [&'static str]) -> Self {
        let size = Size::Values(labels.len() as u32);
        Self { kind: Kind::Text, labels, size, unit: None, optional: false, description: "" }
    }

    /// Any of the labels of a closed list, each once.
    pub const fn some_of(labels: &'static [&'static str]) -> Self {
        let size = Size::Bits(labels.len() as u32);
        Self { kind: Kind::Set, labels, size, unit: None, optional: false, description: "" }
    }

    /// The same shape, where the value can be absent if `optional` says so.
    pub const fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// The same shape of numbers that count that.
    pub const fn counting(mut self, unit: Option<&'static str>) -> Self {
        self.unit = unit;
        self
    }

    /// The same shape with the doc comment of the value's type.
    pub const fn described(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }
}

/// The kind of a value on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A finite number.
    Number,
    /// Some labels of a closed list.
    Set,
}

impl Kind {
    /// The kind's name in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Bool => "bool",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Set => "set",
        }
    }
}

/// How large a value set is.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// So many values.
    Values(u32),
    /// At most two to the power of so many values.
    Bits(u32),
    /// No useful bound.
    Unbounded,
}
