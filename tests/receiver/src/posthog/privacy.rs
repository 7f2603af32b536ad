//! The privacy switches (contract 2.6): what they lead to, and how they are misused.

use std::net::IpAddr;

use super::sent::Sent;
use crate::breach::Breach;
use crate::json::Json;

/// The sender's address, as seen on the loopback interface.
const SENDER: &str = "127.0.0.1";

/// What only makes sense for a person, in an event or its properties ..
const PERSON_KEYS: [&str; 2] = ["$set", "$set_once"];

/// .. and as an event of its own.
const PERSON_EVENTS: [&str; 3] = ["$identify", "$create_alias", "$groupidentify"];

/// The address that is kept with an event: the sender's, unless `$ip` is there.
pub(super) fn kept_address<'a>(event: &Sent<'a>) -> Option<&'a str> {
    event.property("$ip").map_or(Some(SENDER), Json::as_str).filter(|ip| !ip.is_empty())
}

/// Whether the address is looked up in the GeoIP database.
pub(super) fn is_located(event: &Sent<'_>) -> bool {
    event.property("$geoip_disable") != Some(&Json::Bool(true)) && kept_address(event).is_some()
}

/// Whether a person's row is written.
pub(super) fn has_profile(event: &Sent<'_>) -> bool {
    event.property("$process_person_profile") != Some(&Json::Bool(false))
}

pub(super) fn notes(event: &Sent<'_>) -> Vec<Breach> {
    let mut notes = Vec::new();
    let mut note = |reason: String| notes.push(Breach::of("2.6", reason));
    for switch in ["$process_person_profile", "$geoip_disable"] {
        if !matches!(event.property(switch), None | Some(Json::Bool(_))) {
            note(format!("`{switch}` is not a boolean"));
        }
    }
    let written = event.property("$ip").and_then(Json::as_str);
    if let Some(Ok(IpAddr::V4(ip))) = written.map(str::parse)
        && (ip.is_loopback() || ip.is_private())
    {
        note(format!("`$ip` is {ip}, which is located in Sweden"));
    }
    if has_profile(event) {
        return notes;
    }
    for key in PERSON_KEYS {
        if event.property(key).is_some() || event.json.get(key).is_some() {
            note(format!("`{key}` in an event without a person"));
        }
    }
    if PERSON_EVENTS.contains(&event.name()) {
        note(format!("`{}` without a person", event.name()));
    }
    notes
}
