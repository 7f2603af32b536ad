//! A catalogue's JSON, and the table of the product that it is held against.

use serde_json::Value;
use telemetry::testing::assert_document_is_current;

pub fn parse(json: &str) -> Value {
    serde_json::from_str(json).expect("the catalogue is JSON")
}

/// The items of a list; none where there is no list.
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[track_caller]
pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("`{key}` is no text in {value}"))
}

/// The labels of a property.
pub fn labels(property: &Value) -> Vec<&str> {
    list(property, "values").iter().filter_map(Value::as_str).collect()
}

/// The rows of a table: event, property, values.
pub fn rows(table: &'static str) -> Vec<[&'static str; 3]> {
    let cells = |line: &'static str| line.split('\t').collect::<Vec<_>>().try_into();
    let mut rows = table.lines().map(|line| cells(line).expect("a row has three cells"));
    assert_eq!(rows.next(), Some(["event", "property", "values"]));
    rows.collect()
}

/// Compares row by row, so that the first difference is the message.
#[track_caller]
pub fn assert_is_table(found: &[[String; 3]], table: &'static str) {
    let rows = rows(table);
    for (found, row) in found.iter().zip(&rows) {
        assert_eq!(found, row);
    }
    assert_eq!(found.len(), rows.len());
}

/// Checks the two documents that are committed with an example.
#[track_caller]
pub fn assert_documents_are_current(example: &str, markdown: &str, json: &str) {
    assert_document_is_current(format!("examples/{example}/TELEMETRY.md"), markdown);
    assert_document_is_current(format!("examples/{example}/telemetry.json"), json);
}
