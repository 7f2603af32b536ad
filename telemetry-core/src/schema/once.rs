//! How often an event may be sent.

use super::{EventSchema, Kind};
use crate::const_text::ConstText;

/// How often an event may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Once {
    /// Once per install: `#[event(once)]`. A marker in the state folder remembers it.
    Install,
    /// Once in each session: `#[event(once = "session")]`.
    Session,
    /// Once in each process: `#[event(once = "process")]`.
    Process,
    /// Once in each process for each label of the property at that place:
    /// `#[event(once(per = field, in = "process"))]`.
    ProcessPer(u8),
    /// Once a day, UTC: `#[event(once = "day")]`. A [`Rollup`](crate::aggregate::Rollup) sends it.
    Day,
    /// Once per install for each label of the property at that place: `#[event(once(per = field))]`. A
    /// marker for each remembers it.
    InstallPer(u8),
}

impl Once {
    /// Whether the state folder has to remember it.
    pub const fn is_remembered(self) -> bool {
        match self {
            Self::Install | Self::InstallPer(_) | Self::Day => true,
            Self::Session | Self::Process | Self::ProcessPer(_) => false,
        }
    }

    /// The place of the property that it is sent once per value of.
    pub const fn per(self) -> Option<u8> {
        match self {
            Self::InstallPer(place) | Self::ProcessPer(place) => Some(place),
            Self::Install | Self::Session | Self::Process | Self::Day => None,
        }
    }
}

/// Panics, at compile time, where an event is sent once per value of a property whose values are no
/// closed list.
// Inline, as all that only the compiler calls: no code is made of it in this crate.
#[inline]
#[track_caller]
pub const fn check_once(event: &EventSchema) {
    let Some(once) = event.once else { return };
    let Some(place) = once.per() else { return };
    if place as usize >= event.properties.len() {
        return;
    }
    let property = &event.properties[place as usize];
    let is_closed = match property.shape.kind {
        Kind::Bool => true,
        Kind::Text => !property.shape.labels.is_empty(),
        Kind::Integer | Kind::Number | Kind::Set => false,
    };
    if !is_closed {
        ConstText::new()
            .text("the values of `")
            .text(property.key)
            .text("` are no list of labels, and each would be remembered\n\nhelp: name a closed enum, a bool or an allow-list:\n    #[event(once(per = tool_name))]")
            .fail();
    }
}
