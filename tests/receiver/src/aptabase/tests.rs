//! The rules of a whole request; those of single fields are tested where they are.

use serde_json::{Value, json};

use super::{BATCH_PATH, SINGLE_PATH, handle};
use crate::answer::Answer;
use crate::fixture;
use crate::options::{Config, DEFAULT_KEY};
use crate::refusal::Consequence;
use crate::request::Request;

fn event() -> Value {
    json!({
        "timestamp": "2026-11-21T03:49:00.123Z",
        "sessionId": "179523300012345678",
        "eventName": "message_sent",
        "systemProps": {"osName": "Linux", "osVersion": "6.1", "locale": "en-US",
                        "sdkVersion": "my-telemetry@0.1.0"},
        "props": {"source": "chat_ui", "is_agent": false, "total_memory_gb": "16"},
    })
}

fn with(pointer: &str, value: Value) -> Value {
    fixture::with(event(), pointer, value)
}

fn request(path: &str, body: impl ToString) -> Request {
    fixture::post(path, body.to_string()).with("App-Key", DEFAULT_KEY)
}

fn answer(request: &Request) -> Answer {
    handle(request, fixture::now(), &Config::default())
}

fn batch(events: Value) -> Answer {
    answer(&request(BATCH_PATH, events))
}

fn single(event: Value) -> Answer {
    answer(&request(SINGLE_PATH, event))
}

fn with_header(name: &str, value: &str) -> Answer {
    answer(&request(BATCH_PATH, json!([event()])).with(name, value))
}

fn stored(answer: &Answer) -> usize {
    assert!(answer.status == 200 || answer.status == 500, "{answer:?}");
    answer.events.len()
}

#[test]
fn a_sound_batch_is_stored_as_sent_and_as_kept() {
    let answer = batch(json!([event()]));
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"{}"[..]));
    assert!(answer.refusals.is_empty());
    let kept = &answer.events[0];
    assert_eq!(kept.name, "message_sent");
    assert_eq!(kept.session, "179523300012345678");
    assert_eq!(kept.json, event());
    assert_eq!(kept.props["is_agent"], json!(false));
    assert_eq!(kept.stored["props"]["is_agent"], "false");
    assert_eq!(kept.stored["locale"], "en-us");
    assert_eq!(kept.stored["timestamp"], "2026-11-21T03:49:00.123Z");
    assert_eq!(kept.stored["userAgent"], "test/1");
    assert_eq!(kept.stored["browser"], false);
    assert_eq!(kept.stored["engineName"], "");
}

#[test]
fn each_endpoint_has_its_shape() {
    assert_eq!(stored(&single(event())), 1);
    assert_eq!(single(json!([event()])).status, 400);
    assert_eq!(batch(event()).status, 400);
    assert_eq!(batch(json!([[event()]])).status, 400);
    assert_eq!(batch(json!([null])).status, 400);
}

#[test]
fn only_post_is_allowed() {
    let answer = answer(&Request { method: "GET".to_owned(), ..request(BATCH_PATH, "") });
    assert_eq!(answer.status, 405);
    assert!(answer.headers.contains(&("Allow".into(), "POST".into())));
}

#[test]
fn the_key_is_known_in_any_case_or_404() {
    assert_eq!(stored(&with_header("App-Key", "a-sh-0000000000")), 1);
    assert_eq!(with_header("App-Key", "A-SH-0000000001").status, 404);
    assert_eq!(with_header("App-Key", "").status, 404);
}

#[test]
fn the_media_type_is_json_or_415() {
    assert_eq!(stored(&with_header("Content-Type", "Application/JSON; charset=utf-8")), 1);
    for other in ["", "text/plain", "application/x-json-stream", "application/jsonx"] {
        assert_eq!(with_header("Content-Type", other).status, 415, "{other}");
    }
}

#[test]
fn compression_is_refused() {
    assert_eq!(with_header("Content-Encoding", "gzip").status, 400);
    assert_eq!(stored(&with_header("Content-Encoding", "identity")), 1);
}

#[test]
fn what_is_not_json_is_refused() {
    for body in ["", "{", "[{}],", "NaN", "\u{1f}\u{8b}"] {
        assert_eq!(answer(&request(BATCH_PATH, body)).status, 400, "{body:?}");
    }
}

#[test]
fn a_batch_holds_at_most_25_events() {
    assert_eq!(stored(&batch(vec![event(); 25].into())), 25);
    let answer = batch(vec![event(); 26].into());
    assert_eq!(answer.status, 400);
    assert!(answer.headers[0].1.starts_with("text/plain"));
    assert!(answer.events.is_empty());
}

#[test]
fn one_violation_refuses_the_whole_batch_and_names_the_field() {
    let answer = batch(json!([event(), with("/sessionId", json!(1))]));
    assert_eq!(answer.status, 400);
    assert!(answer.events.is_empty());
    let problem: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(problem["errors"]["[1].sessionId"][0], "is not a string");
    assert_eq!(answer.refusals[0].event, Some(1));
    assert_eq!(
        answer.refusals[0].to_string(),
        "contract 1.3: [1].sessionId: is not a string (event 1), answered 400"
    );
}

#[test]
fn single_events_are_dropped_in_silence_from_a_batch() {
    let cases = [
        ("1.4", with("/timestamp", json!("2026-11-20T03:49:59Z"))),
        ("1.5", with("/sessionId", json!("12345"))),
        ("1.5", with("/sessionId", json!("x".repeat(37)))),
        ("1.3", with("/props", json!([]))),
        ("1.3", with("/props", json!(1))),
        ("1.3", with("/props", json!("not JSON"))),
        ("1.3", with("/props", json!("[]"))),
        ("1.3", with("/props", json!({" ": 1}))),
        ("1.3", with("/props", json!({"k".repeat(41): 1}))),
    ];
    for (rule, bad) in cases {
        let answer = batch(json!([event(), bad, event()]));
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"{}"[..]));
        assert_eq!(answer.events.len(), 2, "{bad}");
        assert_eq!(answer.refusals[0].consequence, Consequence::Dropped);
        assert_eq!((answer.refusals[0].rule, answer.refusals[0].event), (rule, Some(1)));

        let answer = single(bad);
        assert_eq!(answer.status, 400, "the other endpoint says so");
        assert_eq!(answer.body, answer.refusals[0].reason.as_bytes());
    }
}

#[test]
fn a_missing_timestamp_is_the_year_one() {
    let mut event = event();
    event.as_object_mut().expect("an object").remove("timestamp");
    assert_eq!(stored(&batch(json!([event]))), 0);
}

#[test]
fn the_age_limit_is_a_whole_day() {
    let at = |time: &str| stored(&batch(json!([with("/timestamp", json!(time))])));
    assert_eq!(at("2026-11-20T03:50:00Z"), 1);
    assert_eq!(at("2026-11-20T03:49:59.9999999Z"), 0);
}

#[test]
fn a_future_timestamp_is_set_to_now() {
    let answer = batch(json!([with("/timestamp", json!("2036-01-01T00:00:00Z"))]));
    assert_eq!(answer.events[0].stored["timestamp"], "2026-11-21T03:50:00Z");
    assert_eq!(answer.events[0].json["timestamp"], "2036-01-01T00:00:00Z");
}

#[test]
fn an_unknown_key_goes_unnoticed_when_no_event_survives() {
    let mut request = request(BATCH_PATH, json!([with("/sessionId", json!("1"))]));
    request.headers.retain(|(name, _)| name != "App-Key");
    assert_eq!(answer(&request).status, 200);
    request.body = b"[]".to_vec();
    assert_eq!(answer(&request).status, 200);
}

#[test]
fn a_poisoned_event_stores_those_before_it_and_answers_500() {
    let huge = with("/props", json!({"n": 1e300}));
    let answer = batch(json!([event(), huge, event()]));
    assert_eq!((answer.status, stored(&answer)), (500, 1));
    assert_eq!(answer.refusals[0].event, Some(1));

    let twice = event().to_string().replace("source", "is_agent");
    let answer = self::answer(&request(BATCH_PATH, format!("[{twice}]")));
    assert_eq!((answer.status, stored(&answer)), (500, 0));
}

#[test]
fn props_may_be_absent_or_a_string_that_holds_an_object() {
    assert_eq!(stored(&batch(json!([with("/props", Value::Null)]))), 1);
    let answer = batch(json!([with("/props", json!(r#"{"stream":true}"#))]));
    assert_eq!(answer.events[0].props["stream"], json!(true));
    assert_eq!(answer.events[0].stored["props"]["stream"], "true");
}

#[test]
fn an_empty_os_name_means_a_browser() {
    let answer = batch(json!([with("/systemProps/osName", json!(""))]));
    assert_eq!(answer.events[0].stored["browser"], true);
}

#[test]
fn the_single_endpoint_makes_up_the_user_agent() {
    let answer = single(event());
    assert_eq!(answer.events[0].stored["userAgent"], "Linux/6.1 / en-US");
    let answer = single(with("/systemProps/osName", Value::Null));
    assert_eq!(answer.events[0].stored["userAgent"], "test/1");
}

#[test]
fn a_missing_user_agent_is_noticed() {
    let answer = with_header("User-Agent", "");
    assert_eq!(stored(&answer), 1);
    assert_eq!(answer.refusals[0].consequence, Consequence::Tolerated);
    assert_eq!(answer.refusals[0].rule, "1.2");
}
