//! P3: the catalogue is the table of the product, row by row, and no free text is left in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use telemetry_receiver::Receiver;

use super::catalogue_json::{assert_documents_are_current, labels, list, parse, rows, text};
use super::cli;
use super::events::*;
use super::work::Work;
use super::{Launched, launch};

/// What an agent that completed has not: the product sends an empty text, here the property is absent.
const ABSENT_WHERE_EMPTY: [(&str, &str); 3] = [
    ("agent_outcome", "final_tool"),
    ("agent_outcome", "error_class"),
    ("agent_outcome", "reason"),
];

fn catalogue() -> Value {
    parse(&Altimate::json())
}

/// A property as the table writes it: its key, and what its values are.
fn row(property: &Value) -> (String, String) {
    let key = text(property, "key");
    let (key, values) = match (text(property, "treatment"), text(property, "type")) {
        ("masked", _) => match key {
            "error" | "error_message" | "reason" => (key, "error text".to_owned()),
            "masked_sql" => (key, "masked SQL".to_owned()),
            "input_signature" => (key, "argument shape".to_owned()),
            "masked_args" => (key, "masked arguments".to_owned()),
            other => panic!("{other} is masked"),
        },
        // Free text in the table.
        ("pseudonym", _) => (key.strip_suffix("_hash").unwrap(), "text".to_owned()),
        ("declared-safe", _) => (key, "text".to_owned()),
        (_, "set") => (key, "set of labels".to_owned()),
        (_, "text") => (key, labels(property).join(" | ")),
        (_, kind) => (key, kind.to_owned()),
    };
    (key.to_owned(), values)
}

#[test]
fn p3_the_catalogue_is_the_table_of_the_product_row_by_row() {
    let catalogue = catalogue();
    let mut left = rows(include_str!("../catalogues/altimate.tsv")).into_iter().peekable();
    for event in list(&catalogue, "events") {
        let name = text(event, "name");
        let wanted: Vec<_> = std::iter::from_fn(|| left.next_if(|row| row[0] == name)).collect();
        let has_class = wanted.iter().any(|row| row[1] == "error_class");
        let properties = list(event, "properties")
            .iter()
            // The class beside an error's text, where the product has none.
            .filter(|property| has_class || property["key"] != "error_class");
        let rows: Vec<_> = properties.clone().map(row).collect();
        assert_eq!(rows.len(), wanted.len(), "{name}: {rows:?}");
        for ((property, (key, values)), [_, wanted_key, wanted]) in
            properties.zip(rows).zip(&wanted)
        {
            assert_eq!(key, *wanted_key, "{name}");
            let (wanted, optional) = match wanted.strip_suffix('?') {
                Some(wanted) => (wanted, true),
                None => (*wanted, ABSENT_WHERE_EMPTY.contains(&(name, &key))),
            };
            // What is free text there is a closed list here, or text that is treated.
            let is_closed = !list(property, "values").is_empty();
            assert!(values == wanted || wanted == "text" && is_closed, "{name}.{key}: {values}");
            // Arguments may turn out to be none.
            if values != "argument shape" {
                assert_eq!(property["optional"], optional, "{name}.{key}");
            }
        }
    }
    assert_eq!(left.peek(), None);
    assert_eq!(list(&catalogue, "events").len(), 28);
}

#[test]
fn p3_no_free_text_is_left_but_masked_errors_statements_and_arguments() {
    let catalogue = catalogue();
    let events = list(&catalogue, "events");
    let mut safe = BTreeSet::new();
    for (event, property) in
        events.iter().flat_map(|event| list(event, "properties").iter().map(move |p| (event, p)))
    {
        if text(property, "type") != "text" || !list(property, "values").is_empty() {
            continue;
        }
        match text(property, "treatment") {
            "masked" | "pseudonym" => {}
            "declared-safe" => drop(safe.insert(text(property, "key"))),
            other => panic!("{}.{}: {other}", text(event, "name"), text(property, "key")),
        }
    }
    assert_eq!(safe, BTreeSet::from(["engine_version", "from_version", "to_version"]));
}

#[test]
fn p3_a_class_stands_beside_each_error_text() {
    let catalogue = catalogue();
    for event in list(&catalogue, "events") {
        let has = |wanted: &[&str]| {
            list(event, "properties").iter().any(|property| wanted.contains(&text(property, "key")))
        };
        if has(&["error", "error_message", "reason"]) {
            assert!(has(&["error_class", "error_type", "error_name"]), "{}", text(event, "name"));
        }
    }
}

#[test]
fn p3_the_committed_documents_are_current() {
    assert_documents_are_current("altimate", &Altimate::markdown(), &Altimate::json());
}

/// What the transport itself attaches to every event's properties.
const TRANSPORT: [&str; 2] = ["event.id", "is_debug"];

#[test]
fn p3_a_session_has_every_event_with_declared_keys_and_labels_only() {
    let receiver = Receiver::start().unwrap();
    let Launched { telemetry, guard, home: _home } = launch(&receiver);
    cli::session(&telemetry, &Work::awkward());
    drop(guard);
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    let catalogue = catalogue();
    let mut missing: BTreeSet<_> =
        list(&catalogue, "events").iter().map(|event| text(event, "name")).collect();
    for event in receiver.events() {
        missing.remove(event.name.as_str());
        let declared =
            list(&catalogue, "events").iter().find(|declared| declared["name"] == event.name);
        let declared: BTreeMap<_, _> = list(declared.unwrap(), "properties")
            .iter()
            .chain(list(&catalogue, "common"))
            .map(|property| (text(property, "key"), property))
            .collect();
        for (key, value) in &event.props {
            if TRANSPORT.contains(&key.as_str()) {
                continue;
            }
            let property = declared.get(key.as_str()).unwrap_or_else(|| panic!("{key}"));
            let labels = list(property, "values");
            let values = value.as_str().filter(|_| text(property, "type") == "set");
            match values {
                Some(set) => {
                    assert!(set.split(',').all(|label| labels.iter().any(|it| it == label)));
                }
                None => assert!(labels.is_empty() || labels.contains(value), "{key} = {value}"),
            }
        }
        // Timestamp, anonymous session id, version and machine id; and the pseudonym.
        let tag = |name: &str| event.stored["tags"][name].as_str().unwrap_or_default().to_owned();
        assert!(event.stored["time"].as_str().unwrap().ends_with('Z'));
        assert_eq!(tag("ai.session.id").len(), 32);
        assert_eq!(tag("ai.application.ver"), env!("CARGO_PKG_VERSION"));
        assert_eq!(tag("ai.user.id").len(), 36);
        assert_eq!(
            event.props["email_hash"],
            "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d"
        );
    }
    assert!(missing.is_empty(), "{missing:?}");
}
