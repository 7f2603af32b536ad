//! P3, for the second product: the catalogue is its table, row by row.

#[path = "../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "the test reads what is declared and sends nothing")]
mod events;

use events::OpenJarvis;
use serde_json::Value;
use telemetry::testing::assert_document_is_current;

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// How the product's table writes the values of a property. What the product lets through as text is a
/// closed list or the release's own version here, which its table does not tell apart.
fn cell(property: &Value) -> String {
    let labels: Vec<_> = list(property, "values").iter().filter_map(Value::as_str).collect();
    let key = property["key"].as_str().unwrap();
    match (key, property["type"].as_str().unwrap(), property["treatment"].as_str().unwrap()) {
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
    let catalogue: Value = serde_json::from_str(&OpenJarvis::json()).unwrap();
    let mut rows = vec![["event", "property", "values"].map(str::to_owned).to_vec()];
    for event in list(&catalogue, "events") {
        let name = event["name"].as_str().unwrap();
        for property in list(event, "properties") {
            let key = property["key"].as_str().unwrap();
            rows.push([name, key, &cell(property)].map(str::to_owned).to_vec());
        }
    }
    let table = include_str!("catalogues/openjarvis.tsv");
    let expected: Vec<Vec<String>> =
        table.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    for (row, expected) in rows.iter().zip(&expected) {
        assert_eq!(row, expected);
    }
    assert_eq!(rows.len(), expected.len());
}

#[test]
fn p3_only_a_session_in_which_no_or_several_models_answered_lacks_a_property() {
    let catalogue: Value = serde_json::from_str(&OpenJarvis::json()).unwrap();
    let mut optional = Vec::new();
    for event in list(&catalogue, "events") {
        for property in list(event, "properties").iter().filter(|found| found["optional"] == true) {
            optional.push((event["name"].as_str().unwrap(), property["key"].as_str().unwrap()));
        }
    }
    let keys = ["latency_ms_p50", "latency_ms_p95", "model_hash", "engine"];
    assert_eq!(optional, keys.map(|key| ("chat_session_ended", key)));
}

#[test]
fn p3_the_committed_documents_of_openjarvis_are_current() {
    assert_document_is_current("examples/openjarvis/TELEMETRY.md", &OpenJarvis::markdown());
    assert_document_is_current("examples/openjarvis/telemetry.json", &OpenJarvis::json());
}
