use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    MASKED_MAX, SIGNATURE_MAX, mask_arguments, mask_arguments_of, signature, signature_of,
};

#[test]
fn a_signature_shows_kinds_and_sizes() {
    let value = json!({"sql": "SELECT 'é'", "limit": 5, "dry": true, "tags": [1, 2, 3], "opts": {"a": 1, "b": 2}, "none": null});
    let expected = json!({"sql": "string:10", "limit": "number", "dry": "boolean", "tags": "array:3", "opts": "object:2", "none": "null"});
    assert_eq!(serde_json::from_str::<Value>(&signature(&value)).ok(), Some(expected));
}

#[test]
fn masked_arguments_keep_their_structure() {
    let value = json!({"opts": {"rows": [{"name": "Jane"}, 7], "dry": false}});
    assert_eq!(
        mask_arguments(&value),
        r#"{"opts":{"dry":"boolean","rows":[{"name":"string:4"},"number"]}}"#
    );
}

#[test]
fn sensitive_keys_hide_even_the_kind() {
    for key in [
        "password",
        "apiKey",
        "X-Api-Key",
        "access_token",
        "DB_PASSWORD",
        "client-secret",
        "Authorization",
        "pin",
        "sessionId",
        "dsn",
    ] {
        let value = json!({key: {"nested": "hunter2"}});
        assert_eq!(mask_arguments(&value), json!({key: "****"}).to_string());
    }
    for key in ["max_tokens", "tokenCount", "keyboard", "author", "passengers", "monkey"] {
        assert_eq!(signature(&json!({key: 5})), json!({key: "number"}).to_string());
    }
}

#[test]
fn keys_that_nobody_programmed_are_replaced() {
    for key in [
        "jane@example.com",
        "+1 555 0100",
        "/home/jane",
        "db.corp.example.com",
        "kwELqQy2adC",
        "AKIAMCSJCW7FOF4W23DD",
        "AKIAIOSFODNN7EXAMPLE",
        "DESKTOP-AB12CD3",
        "Jané",
        "",
        "10.0.0.7",
        "550e8400-e29b-41d4-a716-446655440000",
        "two words",
        "quo\"te",
        "4111111111111111",
        "x\u{202e}y",
    ] {
        assert_eq!(signature(&json!({key: 1})), r#"{"<key 1>":"number"}"#, "{key}");
    }
    for key in [
        "user_id",
        "maxRows",
        "s3Bucket",
        "x-request-id",
        "URL",
        "utf8mb4",
        "_private",
        "day7",
        "i18n",
        "oauth2Client",
    ] {
        assert_eq!(signature(&json!({key: 1})), json!({key: "number"}).to_string());
    }
}

#[test]
fn what_does_not_fit_is_dropped_from_the_end_and_counted() {
    let value: Value = (0..500)
        .map(|n| (format!("key_{n:03}"), json!("x")))
        .collect::<serde_json::Map<_, _>>()
        .into();
    for (text, max) in [(signature(&value), SIGNATURE_MAX), (mask_arguments(&value), MASKED_MAX)] {
        assert!(text.len() <= max && text.len() > max - 60, "{}", text.len());
        let parsed: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap_or_default();
        let missing = parsed.get("...").and_then(Value::as_u64).unwrap_or_default();
        assert_eq!(parsed.len() as u64 - 1 + missing, 500);
        assert!(parsed.contains_key("key_000") && !parsed.contains_key("key_499"));
    }
}

#[test]
fn long_arrays_say_how_many_elements_are_missing() {
    let text = mask_arguments(&json!({"ids": vec![5; 100_000]}));
    assert!(text.ends_with(r#""number","... 99984"]}"#), "{text}");
}

#[test]
fn deep_and_large_values_are_bounded() {
    let deep = (0..1_000).fold(json!("hunter2"), |inner, n| {
        if n % 2 == 0 { json!([inner]) } else { json!({"a": inner}) }
    });
    assert_eq!(mask_arguments(&deep), r#"{"a":[{"a":[{"a":[{"a":["object:1"]}]}]}]}"#);
    assert_eq!(signature(&deep), r#"{"a":"array:1"}"#);
    let large = json!({"text": "é".repeat(5_000_000)});
    assert_eq!(signature(&large), r#"{"text":"string:5000000"}"#);
}

#[test]
fn no_value_is_ever_copied() {
    struct Refuses;
    impl Serialize for Refuses {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("the password is hunter2"))
        }
    }
    assert_eq!(signature_of(&Refuses), "null");
    assert_eq!(signature_of(&json!("hunter2")), r#""string:7""#);
}

#[test]
fn anything_that_serializes_has_a_signature() {
    #[derive(Serialize)]
    struct Arguments<'a> {
        path: &'a str,
        mode: Mode,
        token: Option<String>,
        at: (u8, char),
    }
    #[derive(Serialize)]
    enum Mode {
        Fast,
        Slow { reason: String },
    }
    let fast = Arguments { path: "/home/jane", mode: Mode::Fast, token: None, at: (1, 'x') };
    assert_eq!(
        signature_of(&fast),
        r#"{"path":"string:10","mode":"string:4","token":"****","at":"array:2"}"#
    );
    let slow = Arguments { mode: Mode::Slow { reason: "Jane".into() }, ..fast };
    assert_eq!(
        mask_arguments_of(&slow),
        r#"{"path":"string:10","mode":{"reason":"string:4"},"token":"****","at":["number","string:1"]}"#
    );
    let keyed = BTreeMap::from([(5_551_234, "Jane")]);
    assert_eq!(signature_of(&keyed), r#"{"<key 1>":"string:4"}"#);
}
