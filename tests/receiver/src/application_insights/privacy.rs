//! What an item must not say (contract 3.5).

use crate::breach::Breach;
use crate::json::Json;
use crate::options::Config;

/// Tags for users who are known by name.
const IDENTIFYING: [&str; 2] = ["ai.user.authUserId", "ai.user.accountId"];

/// Tags for which the vendor's SDKs send the name of the machine.
const MACHINE: [&str; 2] = ["ai.cloud.roleInstance", "ai.device.id"];

pub(super) fn notes(item: &Json, config: &Config) -> Vec<Breach> {
    let tag = |name| item.get("tags").and_then(|tags| tags.get(name)?.as_str());
    let mut notes = Vec::new();
    for name in IDENTIFYING {
        if tag(name).is_some() {
            notes.push(Breach::of("3.5", format!("the tag `{name}` is sent")));
        }
    }
    for name in MACHINE {
        if tag(name).is_some() && tag(name) == config.host_name.as_deref() {
            notes.push(Breach::of("3.5", format!("the tag `{name}` is this machine's name")));
        }
    }
    notes
}
