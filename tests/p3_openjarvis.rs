//! P3, for the second product: the catalogue is its table, row by row.

#[path = "../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "the test reads what is declared and sends nothing")]
mod events;

#[path = "support/catalogue_json.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod catalogue_json;

use catalogue_json::{assert_documents_are_current, assert_is_table, labels, list, parse, text};
use events::OpenJarvis;
use serde_json::Value;

/// How the product's table writes the values of a property. What the product lets through as text is a
/// closed list or the release's own version here, which its table does not tell apart.
fn cell(property: &Value) -> String {
    let labels = labels(property);
    match (text(property, "key"), text(property, "type"), text(property, "treatment")) {
        ("setting_key", "text", "closed") if !labels.is_empty() => "text 1..64".to_owned(),
        ("version" | "installer_version", "text", "declared-safe") => "text 1..64".to_owned(),
        (_, "text", "pseudonym") if property["bits"] == 64 => "hash, 16 hex".to_owned(),
        (_, "text", "closed" | "allow-list" | "aggregated") => {
            format!("one of {}", labels.join(" | "))
        }
        (_, "integer", _) => "integer >= 0".to_owned(),
        (_, "number", _) => "number >= 0".to_owned(),
        (_, "bool", "closed") => "bool".to_owned(),
        _ => panic!("{property}"),
    }
}

#[test]
fn p3_the_catalogue_is_the_table_of_openjarvis_row_by_row() {
    let catalogue = parse(&OpenJarvis::json());
    let mut found = Vec::new();
    for event in list(&catalogue, "events") {
        for property in list(event, "properties") {
            let row = [text(event, "name"), text(property, "key"), &cell(property)];
            found.push(row.map(str::to_owned));
        }
    }
    assert_is_table(&found, include_str!("catalogues/openjarvis.tsv"));
}

#[test]
fn p3_only_a_session_in_which_no_or_several_models_answered_lacks_a_property() {
    let catalogue = parse(&OpenJarvis::json());
    let mut optional = Vec::new();
    for event in list(&catalogue, "events") {
        for property in list(event, "properties").iter().filter(|found| found["optional"] == true) {
            optional.push((text(event, "name"), text(property, "key")));
        }
    }
    let keys = ["latency_ms_p50", "latency_ms_p95", "model_hash", "engine"];
    assert_eq!(optional, keys.map(|key| ("chat_session_ended", key)));
}

#[test]
fn p3_the_committed_documents_of_openjarvis_are_current() {
    assert_documents_are_current("openjarvis", &OpenJarvis::markdown(), &OpenJarvis::json());
}
