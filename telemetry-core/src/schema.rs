//! What an event may carry, as constants: the one description from which the wire, the catalogue
//! document and the compile-time checks are all made.

use crate::const_text::ConstText;

/// An event as its struct declares it. Made by `#[derive(TelemetryEvent)]`.
#[derive(Debug)]
pub struct EventSchema {
    /// The event's name on the wire: snake_case, `domain_action`.
    pub name: &'static str,
    /// The struct's doc comment.
    pub description: &'static str,
    /// The question that the event answers: `#[event(why = "..")]`.
    pub why: Option<&'static str>,
    /// How often it may be sent, when not every time.
    pub once: Option<Once>,
    /// Every property that it can ever carry, in declaration order.
    pub properties: &'static [Property],
}

impl EventSchema {
    /// An event that answers no stated question and may be sent every time.
    pub const fn new(
        name: &'static str,
        description: &'static str,
        properties: &'static [Property],
    ) -> Self {
        Self { name, description, why: None, once: None, properties }
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

/// How often an event may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Once {
    /// At most once per install: `#[event(once)]`. A marker in the state folder remembers it from
    /// before the event is sent, so one that gets lost does not come again.
    Install,
}

impl Once {
    /// What it is once per, in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Install => "install",
        }
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
    /// Why text may leave as written: `#[safe("..")]`.
    pub reason: Option<&'static str>,
}

impl Property {
    /// What the makers below start from. They are written out, without calls among each other: the
    /// compiler evaluates them for every property of every event.
    const BLANK: Self = Self {
        key: "",
        description: "",
        treatment: Treatment::Closed,
        shape: Shape::BLANK,
        when: None,
        reason: None,
    };

    /// A property that is sent as it is.
    pub const fn closed(key: &'static str, description: &'static str, shape: Shape) -> Self {
        Self { key, description, shape, ..Self::BLANK }
    }

    /// A property that is sent as it is, only while the origin is local.
    pub const fn suppressed(key: &'static str, description: &'static str, shape: Shape) -> Self {
        let when = Some(Origin::Local);
        Self { key, description, treatment: Treatment::Suppressed, shape, when, ..Self::BLANK }
    }

    /// A pseudonym of so many hex digits.
    pub const fn pseudonym(
        key: &'static str,
        description: &'static str,
        digits: u8,
        optional: bool,
    ) -> Self {
        let shape = Shape { size: Size::Bits(digits as u32 * 4), optional, ..Shape::BLANK };
        Self { key, description, treatment: Treatment::Pseudonym, shape, ..Self::BLANK }
    }

    /// A pseudonym of so many hex digits, sent only while the origin is remote.
    pub const fn remote_pseudonym(
        key: &'static str,
        description: &'static str,
        digits: u8,
        optional: bool,
    ) -> Self {
        let shape = Shape { size: Size::Bits(digits as u32 * 4), optional, ..Shape::BLANK };
        let when = Some(Origin::Remote);
        Self { key, description, treatment: Treatment::Pseudonym, shape, when, ..Self::BLANK }
    }

    /// A label out of a list; where the list does not cover all texts, the property can be absent.
    pub const fn allow_list(
        key: &'static str,
        description: &'static str,
        labels: &'static [&'static str],
        covers_all: bool,
        optional: bool,
    ) -> Self {
        let size = Size::Values(labels.len() as u32);
        let shape = Shape { labels, size, optional: optional || !covers_all, ..Shape::BLANK };
        Self { key, description, treatment: Treatment::AllowList, shape, ..Self::BLANK }
    }

    /// The label of a bucket.
    pub const fn generalised(
        key: &'static str,
        description: &'static str,
        labels: &'static [&'static str],
        optional: bool,
    ) -> Self {
        let size = Size::Values(labels.len() as u32);
        let shape = Shape { labels, size, optional, ..Shape::BLANK };
        Self { key, description, treatment: Treatment::Generalised, shape, ..Self::BLANK }
    }

    /// A property that is sent as it is, because its declaration gives a reason.
    pub const fn declared_safe(
        key: &'static str,
        description: &'static str,
        shape: Shape,
        reason: &'static str,
    ) -> Self {
        let reason = Some(reason);
        Self { key, description, treatment: Treatment::DeclaredSafe, shape, reason, ..Self::BLANK }
    }

    /// The same property with the description that its enum has, where it has none of its own.
    pub const fn described_by_type(self) -> Self {
        Self { description: self.shape.description, ..self }
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
}

/// Panics, at compile time, where neither a field nor its type says what the property means.
#[track_caller]
pub const fn check_description(property: &Property) {
    if property.description.is_empty() {
        ConstText::new()
            .text("nothing says what the property `")
            .text(property.key)
            .text("` means, and users read it in the catalogue\n\nhelp: write a doc comment above the field, or above its enum:\n    /// What it tells.")
            .fail();
    }
}

/// Whole bits that tell `count` values apart.
const fn bits_of(count: u32) -> u32 {
    if count <= 1 { 0 } else { (count - 1).ilog2() + 1 }
}

/// What is done to a value before it may leave, in the field's own terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// As it is: its type has a closed or numeric value set.
    Closed,
    /// Left out unless its origin is local.
    Suppressed,
    /// Replaced by a truncated hash.
    Pseudonym,
    /// Replaced by a label of a list, or left out.
    AllowList,
    /// Replaced by the label of its bucket.
    Generalised,
    /// Text with every sensitive span replaced, or arguments without their values.
    Masked,
    /// Text as written, declared safe with a reason.
    DeclaredSafe,
}

impl Treatment {
    /// The treatment's name in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Suppressed => "suppressed",
            Self::Pseudonym => "pseudonym",
            Self::AllowList => "allow-list",
            Self::Generalised => "generalised",
            Self::Masked => "masked",
            Self::DeclaredSafe => "declared-safe",
        }
    }
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
    /// Whether the value can be absent.
    pub optional: bool,
    /// The doc comment of the value's own type, if it has one.
    pub description: &'static str,
}

impl Shape {
    /// Text without bound.
    const BLANK: Self = Self {
        kind: Kind::Text,
        labels: &[],
        size: Size::Unbounded,
        optional: false,
        description: "",
    };

    /// A shape without labels.
    pub const fn of(kind: Kind, size: Size) -> Self {
        Self { kind, labels: &[], size, optional: false, description: "" }
    }

    /// Text out of a closed list.
    pub const fn one_of(labels: &'static [&'static str]) -> Self {
        let size = Size::Values(labels.len() as u32);
        Self { kind: Kind::Text, labels, size, optional: false, description: "" }
    }

    /// The same shape, where the value can be absent if `optional` says so.
    pub const fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
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
}

impl Kind {
    /// The kind's name in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Bool => "bool",
            Self::Integer => "integer",
            Self::Number => "number",
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
