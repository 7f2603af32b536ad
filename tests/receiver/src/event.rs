//! An event that a backend accepted.

use serde_json::{Map, Value};

use crate::Backend;

/// An event that was accepted and stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The backend whose protocol it came in by.
    pub backend: Backend,
    /// The event's name.
    pub name: String,
    /// The session id, as sent.
    pub session: String,
    /// The properties as sent.
    pub props: Map<String, Value>,
    /// The row that the server stores, under the backend's wire names. For Aptabase: values of
    /// `props` cut and turned into text (contract 1.3), the normalised locale (1.6), the
    /// timestamp not in the future (1.4), the `userAgent` that goes into the user hash (1.2), and
    /// `browser` for an empty `osName` (1.6).
    pub stored: Map<String, Value>,
    /// The whole JSON object as sent.
    pub json: Value,
}
