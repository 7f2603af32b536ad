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
            Self::Session => false,
        }
    }
}

/// Panics, at compile time, where an event is sent once per value of a property whose values are no
/// closed list.
#[track_caller]
pub const fn check_once(event: &EventSchema) {
    let Some(Once::InstallPer(place)) = event.once else { return };
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
            .text("` are no list of labels, and each would leave a marker on the user's disk\n\nhelp: name a closed enum, a bool or an allow-list:\n    #[event(once(per = tool_name))]")
            .fail();
    }
}
