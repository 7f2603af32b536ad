//! Arguments in shapes that nobody meant: bounded in time, memory and what is said of them.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use telemetry_receiver::Receiver;

use super::events::*;
use super::{Launched, launch};

pub fn failure(app: &Launched, arguments: Option<&Value>) {
    app.telemetry.track(CoreFailure {
        tool_name: Tool::Edit,
        tool_category: ToolCategory::File,
        error_class: ErrorClass::Validation,
        error_message: &ToolError::Argument { name: "x", problem: "y".to_owned() },
        input_signature: arguments.unwrap_or(&Value::Null),
        masked_args: arguments,
        duration_ms: Duration::ZERO,
    });
}

pub fn nested(depth: usize, wrap: impl Fn(Value) -> Value) -> Value {
    (0..depth).fold(json!("zwolf"), |value, _| wrap(value))
}

pub fn object(value: Value) -> Value {
    Value::Object([("a".to_owned(), value)].into_iter().collect())
}

#[test]
fn p8_arguments_that_are_nested_a_thousand_deep_are_cut_and_keep_no_value() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    for arguments in [
        nested(1000, |value| Value::Array(vec![value])),
        nested(1000, object),
        nested(1000, |value| object(Value::Array(vec![value, json!({ "zwolf@example.org": 1 })]))),
    ] {
        failure(&app, Some(&arguments));
    }
    app.flush();
    let events = receiver.events();
    assert_eq!(events.len(), 3);
    for event in &events {
        let text = |key: &str| event.props[key].as_str().unwrap().to_owned();
        assert!(text("input_signature").len() <= 1000 && text("masked_args").len() <= 2000);
        for text in [text("input_signature"), text("masked_args")] {
            assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
        }
    }
    assert!(!receiver.received_anywhere("zwolf"));
}

#[test]
fn p8_the_depth_costs_no_time() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let time = |arguments: &Value| {
        let once = || {
            let start = Instant::now();
            failure(&app, Some(arguments));
            start.elapsed()
        };
        (0..5).map(|_| once()).min().unwrap_or_default()
    };
    let (shallow, deep) = (nested(10, object), nested(1000, object));
    let (shallow, deep) = (time(&shallow), time(&deep));
    assert!(deep < shallow * 3 + Duration::from_millis(5), "{deep:?} after {shallow:?}");
}

#[test]
fn arguments_that_are_none_are_absent() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    failure(&app, None);
    app.flush();
    let event = &receiver.events()[0];
    assert_eq!((event.props.get("masked_args"), event.props.get("input_signature")), (None, None));
}
