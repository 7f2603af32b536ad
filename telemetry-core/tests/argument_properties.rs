//! Random arguments of any shape leave no value behind and stay JSON.

use proptest::prelude::*;
use serde_json::{Map, Value};
use telemetry_core::arguments::{MASKED_MAX, SIGNATURE_MAX, mask_arguments, signature};

const CANARY: &str = "Qz7Xk";

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}".prop_map(|text| format!("{text}{CANARY}{text}"))
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}(_[a-z]{1,8})?",
        "[a-z]{1,6}Qz7Xk@example\\.com",
        "/home/[a-z]{1,6}/Qz7Xk",
        "\\PC{0,4}Qz7Xk",
    ]
}

fn arguments() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (7_700_000_000_000_i64..7_799_999_999_999).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(12, 400, 40, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..40).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..40)
                .prop_map(|entries| Value::from(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_survives_and_the_text_is_json(value in arguments()) {
        for (text, max) in [(signature(&value), SIGNATURE_MAX), (mask_arguments(&value), MASKED_MAX)] {
            prop_assert!(!text.contains(CANARY), "{text}");
            prop_assert!(!text.contains("77"), "{text}");
            prop_assert!(text.is_ascii() && text.len() <= max, "{} characters", text.len());
            prop_assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
        }
    }
}
