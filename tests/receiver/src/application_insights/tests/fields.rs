//! Lengths, types and what is required (contract 3.3).

use serde_json::{Value, json};

use super::{item, message, refused, sent, takes};
use crate::fixture::{with, without};

#[test]
fn lengths_are_counted_in_characters() {
    for (pointer, max) in [("/name", 1024), ("/time", 64), ("/iKey", 40)] {
        let answer = sent(&json!([with(item(), pointer, json!("x".repeat(max + 1)))]));
        let reason = &answer.refusals[0].reason;
        assert!(reason.contains(&format!("Expected: {max} characters")), "{reason}");
        let answer = sent(&json!([with(item(), pointer, json!("x".repeat(max)))]));
        assert!(!answer.refusals[0].reason.contains("too long"), "{pointer}");
    }
    let name = "/data/baseData/name";
    assert!(takes(name, json!("é".repeat(512))));
    assert_eq!(
        message(name, json!("é".repeat(513))),
        "100: Field 'name' on type 'EventData' is too long. Expected: 512 characters, Actual: 513"
    );
    assert_eq!(
        message("/tags/ai.operation.name", json!("x".repeat(1169))),
        "100: Field 'ai.operation.name' on type 'ContextTagKeys' is too long. \
         Expected: 1024 characters, Actual: 1169"
    );
    let property = |key: usize, value: usize| json!({"k".repeat(key): "é".repeat(value)});
    let properties = "/data/baseData/properties";
    assert!(takes(properties, property(150, 8192)));
    message(properties, property(151, 1));
    message(properties, property(1, 8193));
    let measurement = |key: usize| json!({"k".repeat(key): 1});
    assert!(takes("/data/baseData/measurements", measurement(150)));
    message("/data/baseData/measurements", measurement(151));
}

#[test]
fn an_item_has_at_most_65_536_bytes() {
    let filled = |count: usize| {
        let keys = (0..count).map(|n| (format!("k{n}"), json!("x".repeat(8192))));
        keys.collect::<Value>()
    };
    assert!(message("/data/baseData/properties", filled(8)).contains("65536 bytes"));
    // Fills up what is left beside seven long values.
    let full = with(item(), "/data/baseData/properties", filled(7));
    let full = with(full, "/data/baseData/properties/rest", json!(""));
    let rest = 65_536 - full.to_string().len();
    let full = |rest| with(full.clone(), "/data/baseData/properties/rest", json!("x".repeat(rest)));
    assert_eq!(sent(&json!([full(rest)])).status, 200);
    refused(full(rest + 1));
}

#[test]
fn required_fields_are_there() {
    for pointer in [
        "/name",
        "/time",
        "/iKey",
        "/data",
        "/data/baseType",
        "/data/baseData",
        "/data/baseData/ver",
        "/data/baseData/name",
    ] {
        refused(without(item(), pointer));
    }
    for pointer in
        ["/sampleRate", "/tags", "/data/baseData/properties", "/data/baseData/measurements"]
    {
        assert_eq!(sent(&json!([without(item(), pointer)])).status, 200, "{pointer}");
    }
    assert_eq!(
        message("/data/baseData/name", json!("")),
        "100: Field 'name' on type 'EventData' is required but missing or empty."
    );
}

#[test]
fn types_are_never_converted() {
    for (pointer, value) in [
        ("/name", json!(1)),
        ("/data/baseType", json!("MetricData")),
        ("/data/baseData/ver", json!("2")),
        ("/data/baseData/ver", json!(2.5)),
        ("/data/baseData/properties", json!([])),
        ("/data/baseData/properties/stream", json!(true)),
        ("/data/baseData/properties/stream", json!(1)),
        ("/data/baseData/properties/stream", Value::Null),
        ("/data/baseData/measurements/n", json!("1")),
        ("/data/baseData/measurements/n", json!("NaN")),
        ("/tags/ai.user.id", json!(1)),
        ("/sampleRate", json!(0)),
        ("/sampleRate", json!(100.5)),
        ("/sampleRate", json!("100")),
    ] {
        message(pointer, value);
    }
}

#[test]
fn unknown_tags_are_refused_and_other_unknown_fields_ignored() {
    message("/tags/my.tag", json!("x"));
    assert!(takes("/seq", json!("1")));
    assert!(takes("/data/baseData/more", json!(1)));
}
