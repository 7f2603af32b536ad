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
    /// The session id, as sent; empty if there is none. For PostHog `$session_id` (contract 2.5),
    /// for Application Insights the tag `ai.session.id` (3.3), for OTLP `session.id` (4.5).
    pub session: String,
    /// The properties as sent. For Application Insights properties and measurements, for OTLP the
    /// attributes as plain JSON.
    pub props: Map<String, Value>,
    /// The row that the server stores, under the backend's wire names.
    ///
    /// - Aptabase: values of `props` cut and turned into text (contract 1.3), the normalised locale
    ///   (1.6), the timestamp not in the future (1.4), the `userAgent` that goes into the user hash
    ///   (1.2), and `browser` for an empty `osName` (1.6).
    /// - PostHog: `event` and `distinct_id` cut (2.3), the `timestamp` corrected by the clocks'
    ///   difference (2.5), `uuid`, or null where the server invents one, `api_key`, and what the
    ///   privacy switches lead to (2.6): the `ip` that is kept, whether `geoip` runs, and whether
    ///   there is a `person_profile`.
    /// - Application Insights: `name`, `time`, `iKey`, `sampleRate`, `tags`, `properties` and
    ///   `measurements` (3.3).
    /// - OTLP: `eventName`, `time` and `observedTime` as text, null for unknown, `severityNumber`
    ///   and `severityText`, `attributes`, those of the `resource`, and the `scope` (4.3).
    pub stored: Map<String, Value>,
    /// The whole JSON object as sent.
    pub json: Value,
}
