//! The second stage (contract 1.4): rules by which a single event is dropped.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use super::binding::Bound;
use super::{session, utf16_len};
use crate::breach::Breach;
use crate::json::Json;

/// Older events are dropped (contract 1.4).
const MAX_AGE: Duration = Duration::from_hours(24);

/// The longest key in `props`, in UTF-16 code units (contract 1.3).
const MAX_KEY_LENGTH: usize = 40;

/// An event that both stages let through.
#[derive(Debug)]
pub(super) struct Accepted<'a> {
    pub(super) event: Bound<'a>,
    /// Not in the future.
    pub(super) timestamp: SystemTime,
    /// With their duplicates.
    pub(super) props: Cow<'a, [(String, Json)]>,
}

pub(super) fn accept(event: Bound<'_>, now: SystemTime) -> Result<Accepted<'_>, Breach> {
    let Some(timestamp) = event.timestamp.map(SystemTime::from) else {
        return Err(Breach::of("1.4", "there is no timestamp: the year 1"));
    };
    if now.duration_since(timestamp).is_ok_and(|age| age > MAX_AGE) {
        return Err(Breach::of("1.4", "the timestamp is older than 24 hours"));
    }
    session::check(event.session, now)?;
    let props = properties(event.props)?;
    for (key, _) in props.iter() {
        if key.trim().is_empty() {
            return Err(Breach::of("1.3", "a key in props is blank"));
        }
        if utf16_len(key) > MAX_KEY_LENGTH {
            let reason = format!("the key `{key}` in props is longer than {MAX_KEY_LENGTH}");
            return Err(Breach::of("1.3", reason));
        }
    }
    Ok(Accepted { timestamp: timestamp.min(now), props, event })
}

/// The members of `props`, which may also be a string that holds a JSON object.
fn properties(props: Option<&Json>) -> Result<Cow<'_, [(String, Json)]>, Breach> {
    match props {
        None | Some(Json::Null) => Ok(Cow::Borrowed(&[])),
        Some(Json::Object(members)) => Ok(Cow::Borrowed(members)),
        Some(Json::String(text)) => match Json::parse(text.as_bytes()) {
            Ok(Json::Object(members)) => Ok(Cow::Owned(members)),
            _ => Err(Breach::of("1.3", "props is a string without a JSON object")),
        },
        Some(_) => Err(Breach::of("1.3", "props is not an object")),
    }
}
