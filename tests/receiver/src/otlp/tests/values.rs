//! Attributes and their values (contract 4.3).

use serde_json::json;

use super::{attribute, attributes, read, record_with, value};
use crate::fixture::tolerated;

#[test]
fn a_value_is_exactly_one_of_seven() {
    assert_eq!(read(json!({"stringValue": ""})), "");
    assert_eq!(read(json!({"boolValue": true})), true);
    assert_eq!(read(json!({"intValue": "-42"})), -42);
    assert_eq!(read(json!({"doubleValue": 1.5})), 1.5);
    assert_eq!(read(json!({"bytesValue": "AAE="})), "AAE=");
    let list = json!({"arrayValue": {"values": [{"intValue": "1"}, {"stringValue": "x"}]}});
    assert_eq!(read(list), json!([1, "x"]));
    let map = json!({"kvlistValue": {"values": [attribute("a", json!({"boolValue": true}))]}});
    assert_eq!(read(map), json!({"a": true}));
    for wrong in [
        json!({}),
        json!({"stringValue": null}),
        json!({"stringValue": "x", "boolValue": true}),
        json!({"stringValue": 1}),
        json!({"boolValue": "true"}),
        json!({"intValue": 42}),
        json!({"intValue": "9223372036854775808"}),
        json!({"doubleValue": "1.5"}),
        json!({"doubleValue": "NaN"}),
        json!({"doubleValue": "-Infinity"}),
        json!({"bytesValue": "AA"}),
        json!({"bytesValue": "A-_="}),
        json!({"arrayValue": {}}),
        json!({"arrayValue": {"values": [{}]}}),
        json!({"kvlistValue": {}}),
        json!("x"),
    ] {
        assert_eq!(value(wrong.clone()).status, 400, "{wrong}");
    }
    assert_eq!(record_with("body", json!({})).status, 400);
}

#[test]
fn keys_are_there_and_unique() {
    let string = || json!({"stringValue": "x"});
    let twice =
        attributes(json!([attribute("k", string()), attribute("k", json!({"intValue": "1"}))]));
    assert_eq!((twice.status, tolerated(&twice)), (200, vec!["4.3"]));
    assert_eq!(twice.events[0].props["k"], "x");
    assert_eq!(tolerated(&attributes(json!([attribute("", string())]))), ["4.3"]);
    assert_eq!(tolerated(&attributes(json!([{"key": "k"}]))), ["4.3"], "no value");
}
