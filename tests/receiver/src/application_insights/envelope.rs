//! The envelope around an event (contract 3.3).

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::fields::{Reader, TextField};
use super::tags;
use crate::breach::Breach;
use crate::circumstances::Circumstances;
use crate::json::Json;
use crate::rfc3339;
use crate::uuid::Uuid;

const NAME: TextField = TextField { name: "name", max: 1024 };
const TIME: TextField = TextField { name: "time", max: 64 };
const KEY: TextField = TextField { name: "iKey", max: 40 };

const MAX_AGE: Duration = Duration::from_hours(48);

const MAX_AHEAD: Duration = Duration::from_hours(2);

#[derive(Debug)]
pub(super) struct Envelope<'a> {
    pub(super) time: &'a str,
    pub(super) key: &'a str,
    pub(super) sample_rate: Value,
    pub(super) tags: &'a [(String, Json)],
}

impl<'a> Envelope<'a> {
    /// Reads an item's envelope, and adds what is wrong with it.
    pub(super) fn read(
        item: &'a Json,
        circumstances: Circumstances<'_>,
        breaches: &mut Vec<Breach>,
    ) -> Self {
        let mut reader = Reader { schema_type: "Envelope", breaches };
        let name = reader.required(Some(item), NAME);
        let envelope = Self {
            time: reader.required(Some(item), TIME),
            key: reader.required(Some(item), KEY),
            sample_rate: item.get("sampleRate").map_or(json!(100.0), Value::from),
            tags: reader.map(Some(item), "tags"),
        };
        if !is_event_name(name) {
            reader.fault("name", "is not 'Microsoft.ApplicationInsights.Event'.");
        }
        check_time(&mut reader, envelope.time, circumstances.now);
        if !envelope.sample_rate.as_f64().is_some_and(|rate| rate > 0.0 && rate <= 100.0) {
            reader.fault("sampleRate", "is not within (0, 100].");
        }
        let known = circumstances.config.knows_in_any_case(envelope.key);
        if Uuid::parse(envelope.key).is_none() || !known {
            reader.breaches.push(Breach::of("3.3", "Invalid instrumentation key"));
        }
        tags::check(&mut Reader { schema_type: "ContextTagKeys", ..reader }, envelope.tags);
        envelope
    }
}

/// The name of today, or that of older SDKs with the key, less its hyphens, in between.
fn is_event_name(name: &str) -> bool {
    let between = name
        .strip_prefix("Microsoft.ApplicationInsights.")
        .and_then(|rest| rest.strip_suffix("Event"));
    between.is_some_and(|between| {
        let key = between.strip_suffix('.').unwrap_or(between);
        between.is_empty() || (key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

fn check_time(reader: &mut Reader<'_>, text: &str, now: SystemTime) {
    let utc = text.ends_with('Z').then(|| rfc3339::parse(text)).flatten();
    let Some(time) = utc.map(SystemTime::from) else {
        reader.fault(TIME.name, "is not a UTC time of ISO 8601 with Z.");
        return;
    };
    let complaint = match time.duration_since(now) {
        Ok(ahead) if ahead > MAX_AHEAD => {
            let most = MAX_AHEAD.as_millis();
            format!("is newer than the allowed max date. Expected: now + {most}ms")
        }
        Err(age) if age.duration() > MAX_AGE => {
            let most = MAX_AGE.as_millis();
            format!("is older than the allowed min date. Expected: now - {most}ms")
        }
        _ => return,
    };
    reader.coded(103, TIME.name, &complaint);
}
