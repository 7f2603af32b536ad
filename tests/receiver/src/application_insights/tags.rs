//! The tags that the schema knows (contract 3.3).

use super::fields::{Reader, TextField};
use crate::json::Json;

/// Those of the contract first, then the schema's remaining ones.
const TAGS: [TextField; 26] = [
    tag("ai.session.id", 64),
    tag("ai.user.id", 128),
    tag("ai.application.ver", 1024),
    tag("ai.device.id", 1024),
    tag("ai.device.locale", 64),
    tag("ai.device.model", 256),
    tag("ai.device.osVersion", 256),
    tag("ai.device.type", 64),
    tag("ai.location.ip", 45),
    tag("ai.operation.id", 128),
    tag("ai.operation.name", 1024),
    tag("ai.cloud.role", 256),
    tag("ai.cloud.roleInstance", 256),
    tag("ai.internal.sdkVersion", 64),
    tag("ai.operation.syntheticSource", 1024),
    tag("ai.device.oemName", 256),
    tag("ai.internal.agentVersion", 64),
    tag("ai.internal.nodeName", 256),
    tag("ai.location.city", 256),
    tag("ai.location.country", 256),
    tag("ai.location.province", 256),
    tag("ai.operation.correlationVector", 64),
    tag("ai.operation.parentId", 128),
    tag("ai.session.isFirst", 5),
    tag("ai.user.accountId", 1024),
    tag("ai.user.authUserId", 1024),
];

const fn tag(name: &'static str, max: usize) -> TextField {
    TextField { name, max }
}

pub(super) fn check(reader: &mut Reader<'_>, tags: &[(String, Json)]) {
    for (key, value) in tags {
        match TAGS.iter().find(|tag| tag.name == key) {
            Some(tag) => {
                reader.text(key, value, tag.max);
            }
            None => reader.fault(key, "is not known."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(key: &str, value: Json) -> Vec<String> {
        let mut breaches = Vec::new();
        let mut reader = Reader { schema_type: "ContextTagKeys", breaches: &mut breaches };
        check(&mut reader, &[(key.to_owned(), value)]);
        breaches.into_iter().map(|breach| breach.reason).collect()
    }

    #[test]
    fn every_tag_has_its_length_in_characters() {
        for tag in TAGS {
            assert!(messages(tag.name, Json::String("é".repeat(tag.max))).is_empty());
            let long = messages(tag.name, Json::String("é".repeat(tag.max + 1)));
            assert_eq!(
                long,
                [format!(
                    "100: Field '{}' on type 'ContextTagKeys' is too long. \
                     Expected: {} characters, Actual: {}",
                    tag.name,
                    tag.max,
                    tag.max + 1
                )]
            );
        }
    }

    #[test]
    fn unknown_tags_and_other_types_are_refused() {
        assert_eq!(messages("ai.user.Id", Json::String("x".to_owned())).len(), 1);
        assert_eq!(messages("ai.user.id", Json::Bool(true)).len(), 1);
        assert_eq!(messages("ai.user.id", Json::Null).len(), 1);
    }
}
