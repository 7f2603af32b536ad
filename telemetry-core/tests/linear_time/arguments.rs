use serde_json::{Map, Value, json};
use telemetry_core::arguments::{mask_arguments, signature};

use crate::growth::assert_linear;

/// Arguments of about `size` bytes.
#[derive(Debug)]
enum Shape {
    LongText(&'static str),
    LongKey(&'static str),
    ManyKeys(&'static str),
    Wide,
    Rows,
    /// As deep as `serde_json` reads.
    Deep,
    DeepAndWide,
}

const SHAPES: &[Shape] = &[
    Shape::LongText("a"),
    Shape::LongText("é\"\\\n"),
    Shape::LongKey("a"),
    Shape::LongKey("aB"),
    Shape::LongKey("a1_"),
    Shape::LongKey("password_"),
    Shape::LongKey("\"é"),
    Shape::ManyKeys("key_"),
    Shape::ManyKeys("password_"),
    Shape::ManyKeys("jane@example.com "),
    Shape::Wide,
    Shape::Rows,
    Shape::Deep,
    Shape::DeepAndWide,
];

fn arguments(shape: &Shape, size: usize) -> Value {
    match shape {
        Shape::LongText(unit) => json!({"text": unit.repeat(size / unit.len())}),
        Shape::LongKey(unit) => json!({(unit.repeat(size / unit.len())): 1}),
        Shape::ManyKeys(name) => keys(name, size / (name.len() + 8)).into(),
        Shape::Wide => json!({"ids": vec![5; size / 2]}),
        Shape::Rows => vec![json!({"name": "Jane", "dry": true}); size / 32].into(),
        Shape::Deep => (0..size / 1024).fold(Value::Null, |inner, _| json!([{ "a": inner }])),
        Shape::DeepAndWide => (0..8).fold(Value::Null, |inner, _| {
            let mut wide = keys("key_", size / 128);
            wide.insert("a".to_owned(), inner);
            wide.into()
        }),
    }
}

fn keys(name: &str, count: usize) -> Map<String, Value> {
    (0..count).map(|n| (format!("{name}{n}"), json!("x"))).collect()
}

#[test]
fn signatures_take_time_in_proportion() {
    assert_linear(SHAPES, arguments, signature);
}

#[test]
fn masking_arguments_takes_time_in_proportion() {
    assert_linear(SHAPES, arguments, mask_arguments);
}
