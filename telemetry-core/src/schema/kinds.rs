//! The kinds of an event's values, side by side: who records one needs no more of its property, of which
//! each takes several cache lines.

use std::fmt;

use super::{Kind, Property};

/// By the properties' places.
#[derive(Clone, Copy)]
pub(crate) struct Kinds([Option<Kind>; 256]);

impl Kinds {
    pub(crate) const fn of(properties: &[Property]) -> Self {
        let mut kinds = [None; 256];
        let mut at = 0;
        while at < properties.len() && at < kinds.len() {
            kinds[at] = Some(properties[at].shape.kind);
            at += 1;
        }
        Self(kinds)
    }

    /// Whether values of that property are of that kind.
    pub(crate) fn declare(&self, property: u8, kind: Kind) -> bool {
        self.0[usize::from(property)] == Some(kind)
    }
}

/// Nothing that the properties do not show.
impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kinds").finish_non_exhaustive()
    }
}
