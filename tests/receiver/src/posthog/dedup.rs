//! Which events have been stored already (contract 2.5).

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::sent::Sent;
use crate::uuid::Uuid;

/// By these, two events are one. The real server finds out eventually, this one at once.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Identity {
    project: String,
    day: Date,
    name: String,
    distinct_id: String,
    uuid: Uuid,
}

/// The identities of all events that were stored.
#[derive(Debug, Default)]
pub(crate) struct Dedup(HashSet<Identity>);

impl Dedup {
    /// Whether an event with this stored time is new. One without a UUID always is, because the
    /// server invents one.
    pub(super) fn admit(&mut self, project: &str, event: &Sent<'_>, time: Timestamp) -> bool {
        event.uuid().is_none_or(|uuid| {
            self.0.insert(Identity {
                project: project.to_owned(),
                day: Offset::UTC.to_datetime(time).date(),
                name: event.name().to_owned(),
                distinct_id: event.distinct_id().to_owned(),
                uuid,
            })
        })
    }
}
