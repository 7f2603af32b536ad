//! P3: the catalogue document, its JSON form and the wire agree key by key.

#[path = "support/catalogue_json.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod catalogue_json;

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::collections::BTreeMap;

use catalogue_json::{assert_documents_are_current, assert_is_table, labels, list, parse, text};
use osaurus::events::*;
use osaurus::*;
use serde_json::Value;
use telemetry_receiver::Receiver;

fn catalogue() -> Value {
    parse(&Osaurus::json())
}

/// How the table of the product's own document writes the values of a property.
fn cell(event: &str, property: &Value) -> String {
    let labels = labels(property);
    let optional = if property["optional"] == true { "?" } else { "" };
    match (event, text(property, "key")) {
        ("message_sent", "model") => {
            assert_eq!((&property["type"], &property["when"]), (&"text".into(), &"local".into()));
            "text unless remote".to_owned()
        }
        ("message_sent", "model_hash") => {
            assert_eq!((&property["bits"], &property["when"]), (&48.into(), &"remote".into()));
            "12 hex if remote".to_owned()
        }
        ("model_downloaded", "model") => "curated id".to_owned(),
        ("model_downloaded", "param_count") => format!("coarse size, e.g. 7B{optional}"),
        ("model_downloaded", "quantization") => format!("e.g. 4-bit{optional}"),
        (_, "step") => "step name".to_owned(),
        (_, "reason") => "completion reason".to_owned(),
        _ if labels.is_empty() => text(property, "type").to_owned(),
        _ => labels.join(" | "),
    }
}

#[test]
fn p3_the_catalogue_is_the_table_of_the_product_row_by_row() {
    let catalogue = catalogue();
    let mut found = Vec::new();
    for event in list(&catalogue, "events") {
        let name = text(event, "name");
        for property in list(event, "properties") {
            found.push([name, text(property, "key"), &cell(name, property)].map(str::to_owned));
        }
        if list(event, "properties").is_empty() {
            found.push([name, "-", "-"].map(str::to_owned));
        }
    }
    for property in list(&catalogue, "common") {
        let key = text(property, "key");
        found.push(["(every event)", key, &cell("", property)].map(str::to_owned));
    }
    assert_is_table(&found, include_str!("catalogues/osaurus.tsv"));
}

#[test]
fn p3_every_property_is_described_and_every_event_says_why() {
    for event in list(&catalogue(), "events") {
        assert!(!text(event, "description").is_empty());
        assert!(!text(event, "why").is_empty());
        for property in list(event, "properties") {
            assert!(!text(property, "description").is_empty(), "{property}");
        }
    }
}

#[test]
fn p3_once_and_treatments_are_in_the_json() {
    let catalogue = catalogue();
    let by_name: BTreeMap<_, _> =
        list(&catalogue, "events").iter().map(|event| (text(event, "name"), event)).collect();
    assert_eq!(catalogue["format"], 1);
    assert_eq!(by_name["first_time_chat_used"]["once"], "install");
    assert_eq!(by_name["message_sent"]["once"], Value::Null);
    let treatments: Vec<_> = list(by_name["message_sent"], "properties")
        .iter()
        .map(|property| text(property, "treatment"))
        .collect();
    assert_eq!(
        treatments,
        ["closed", "closed", "closed", "suppressed", "pseudonym", "closed", "closed"]
    );
    assert_eq!(list(&catalogue, "common")[0]["treatment"], "generalised");
}

#[test]
fn p3_the_wire_carries_no_key_and_no_label_that_the_catalogue_lacks() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    for source in [ModelSource::Local, ModelSource::Remote, ModelSource::Foundation] {
        app.telemetry.track(message(source, "qwen3.5:2b"));
    }
    app.telemetry.track(OnboardingCompleted { reason: Reason::Skipped });
    app.telemetry.track(AgentRun { source: AgentSource::Dispatch });
    app.flush();
    let catalogue = catalogue();
    let common = list(&catalogue, "common");
    for event in receiver.events() {
        let declared =
            list(&catalogue, "events").iter().find(|declared| declared["name"] == event.name);
        let declared = declared.expect("only declared events arrive");
        let properties: BTreeMap<_, _> = list(declared, "properties")
            .iter()
            .chain(common)
            .map(|property| (text(property, "key"), property))
            .collect();
        for (key, value) in &event.props {
            let property = properties[key.as_str()];
            let labels = list(property, "values");
            assert!(labels.is_empty() || labels.contains(value), "{key} = {value}");
        }
    }
}

#[test]
fn p3_the_document_names_every_event_property_and_label() {
    let document = Osaurus::markdown();
    let catalogue = catalogue();
    for event in list(&catalogue, "events") {
        assert!(document.contains(&format!("### `{}`", text(event, "name"))));
        for property in list(event, "properties") {
            assert!(document.contains(&format!("| `{}` |", text(property, "key"))));
            for label in labels(property) {
                assert!(document.contains(&format!("`{label}`")));
            }
        }
    }
    for never in list(&catalogue, "never") {
        assert!(document.contains(never.as_str().unwrap()));
    }
}

#[test]
fn p3_the_committed_documents_are_current() {
    assert_documents_are_current("osaurus", &Osaurus::markdown(), &Osaurus::json());
}
