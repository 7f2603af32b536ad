//! The rules of a request and of its items; those of tags are tested where they are.

mod fields;

use serde_json::{Value, json};

use super::{PATHS, handle};
use crate::Fault;
use crate::answer::Answer;
use crate::circumstances::Circumstances;
use crate::fixture::{now, post, tolerated, with};
use crate::gzip::pack;
use crate::options::{Config, DEFAULT_INSTRUMENTATION_KEY};
use crate::refusal::Consequence;
use crate::request::Request;

fn item() -> Value {
    json!({
        "name": "Microsoft.ApplicationInsights.Event",
        "time": "2026-11-21T03:49:00.123Z",
        "iKey": DEFAULT_INSTRUMENTATION_KEY,
        "sampleRate": 100.0,
        "tags": {"ai.session.id": "s", "ai.cloud.roleInstance": "-"},
        "data": {"baseType": "EventData", "baseData": {
            "ver": 2, "name": "message_sent",
            "properties": {"source": "chat_ui", "is_agent": "false"},
            "measurements": {"duration": 1.5},
        }},
    })
}

fn answer_with(config: &Config, fault: Option<&Fault>, request: &Request) -> Answer {
    handle(request, Circumstances { now: now(), config, fault })
}

fn answer(request: &Request) -> Answer {
    answer_with(&Config::default(), None, request)
}

fn sent(items: &Value) -> Answer {
    answer(&post(PATHS[1], items.to_string()))
}

/// The message for an item with this value, which is sent between two sound ones.
fn message(pointer: &str, value: Value) -> String {
    refused(with(item(), pointer, value))
}

fn refused(bad: Value) -> String {
    let answer = sent(&json!([item(), bad, item()]));
    assert_eq!((answer.status, answer.events.len()), (206, 2), "{bad}");
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!((&body["itemsReceived"], &body["itemsAccepted"]), (&json!(3), &json!(2)));
    assert_eq!(
        (&body["errors"][0]["index"], &body["errors"][0]["statusCode"]),
        (&json!(1), &json!(400))
    );
    assert_eq!(answer.refusals[0].consequence, Consequence::Rejected(400));
    assert_eq!((answer.refusals[0].rule, answer.refusals[0].event), ("3.3", Some(1)));
    body["errors"][0]["message"].as_str().expect("a message").to_owned()
}

/// An event's field with this value is taken.
fn takes(pointer: &str, value: Value) -> bool {
    sent(&json!([with(item(), pointer, value)])).events.len() == 1
}

#[test]
fn a_sound_item_is_stored_as_sent() {
    for path in &PATHS[..2] {
        let answer = answer(&post(path, json!([item()]).to_string()));
        assert_eq!(answer.status, 200);
        let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
        let all = json!({"itemsReceived": 1, "itemsAccepted": 1, "appId": null, "errors": []});
        assert_eq!(body, all);
        assert_eq!(answer.refusals, []);
        let kept = &answer.events[0];
        assert_eq!((kept.name.as_str(), kept.session.as_str()), ("message_sent", "s"));
        assert_eq!(kept.json, item());
        let props = json!({"source": "chat_ui", "is_agent": "false", "duration": 1.5});
        assert_eq!(Value::Object(kept.props.clone()), props);
        assert_eq!(kept.stored["tags"]["ai.cloud.roleInstance"], "-");
        assert_eq!(kept.stored["measurements"]["duration"], 1.5);
    }
}

#[test]
fn there_are_two_framings() {
    let stream = |body: String| {
        answer(&post(PATHS[0], body).with("Content-Type", "application/x-json-stream"))
    };
    assert_eq!(stream(format!("{}\n{}\r\n\n", item(), item())).events.len(), 2);
    assert_eq!(stream(format!("{}\n{{oops\n", item())).status, 400);
    assert_eq!(stream(json!([item()]).to_string()).status, 400, "an array is no envelope");
    assert_eq!(sent(&item()).status, 400);
    assert_eq!(sent(&json!([])).status, 400);
    let untyped = post(PATHS[0], json!([item()]).to_string()).with("Content-Type", "text/plain");
    assert_eq!(answer(&untyped).status, 400);
    assert_eq!(answer(&post(PATHS[0], r#"[{"a":NaN}]"#)).status, 400);
}

#[test]
fn gzip_needs_its_header() {
    let packed = post(PATHS[0], pack(json!([item()]).to_string()));
    assert_eq!(answer(&packed).status, 400);
    assert_eq!(answer(&packed.with("Content-Encoding", "gzip")).events.len(), 1);
    let plain = post(PATHS[0], json!([item()]).to_string());
    assert_eq!(answer(&plain.with("Content-Encoding", "gzip")).status, 400);
}

#[test]
fn none_accepted_is_400() {
    let bad = with(item(), "/time", Value::Null);
    let answer = sent(&json!([bad, bad]));
    assert_eq!(answer.status, 400);
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!((&body["itemsAccepted"], &body["errors"][1]["index"]), (&json!(0), &json!(1)));
    assert_eq!(sent(&json!([1])).status, 400);
}

#[test]
fn the_envelopes_name_is_that_of_an_event() {
    assert!(takes(
        "/name",
        json!(format!("Microsoft.ApplicationInsights.{}.Event", "1a".repeat(16)))
    ));
    for other in [
        "Event",
        "Microsoft.ApplicationInsights.Metric",
        "Microsoft.ApplicationInsights.x.Event",
        "Microsoft.ApplicationInsights..Event",
    ] {
        message("/name", json!(other));
    }
}

#[test]
fn the_key_is_a_known_guid_in_any_case() {
    let key = "ABCDEF00-2222-3333-4444-555555555555";
    let keys = vec![key.to_owned(), "no GUID".to_owned()];
    let config = Config { keys, ..Config::default() };
    let status = |key: &str| {
        let items = json!([with(item(), "/iKey", json!(key))]);
        answer_with(&config, None, &post(PATHS[0], items.to_string())).status
    };
    assert_eq!((status(key), status(&key.to_lowercase())), (200, 200));
    assert_eq!(status("no GUID"), 400, "known, but no GUID");
    for other in ["11111111222233334444555555555555", "11111111-2222-3333-4444-555555555556"] {
        assert_eq!(message("/iKey", json!(other)), "Invalid instrumentation key");
    }
}

#[test]
fn the_time_is_utc_and_within_its_window() {
    for time in ["2026-11-19T03:50:00Z", "2026-11-21T05:50:00.000Z"] {
        assert!(takes("/time", json!(time)), "{time}");
    }
    assert_eq!(
        message("/time", json!("2026-11-19T03:49:59.999Z")),
        "103: Field 'time' on type 'Envelope' is older than the allowed min date. \
         Expected: now - 172800000ms"
    );
    assert!(message("/time", json!("2026-11-21T05:50:00.001Z")).contains("now + 7200000ms"));
    for time in ["2026-11-21T03:49:00+00:00", "2026-11-21 03:49:00Z", "x"] {
        assert!(message("/time", json!(time)).starts_with("100: Field 'time'"));
    }
}

#[test]
fn a_script_refuses_items_and_the_others_are_stored() {
    let items: Value = vec![item(); 20].into();
    let fault = Fault::Partial {
        code: 206,
        headers: vec![("Retry-After".to_owned(), "7".to_owned())],
        errors: vec![(3, 429), (7, 500), (7, 500), (20, 429)],
    };
    let request = post(PATHS[1], items.to_string());
    let answer = answer_with(&Config::default(), Some(&fault), &request);
    assert_eq!((answer.status, answer.events.len()), (206, 18));
    assert!(answer.headers.contains(&("Retry-After".into(), "7".into())));
    assert_eq!(answer.refusals, [], "this is no breach");
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(body["itemsAccepted"], 18);
    let indexes: Vec<_> = (0..4).map(|n| body["errors"][n]["index"].clone()).collect();
    assert_eq!(indexes, [3, 7, 7, 20], "lies included");
}

#[test]
fn what_must_not_be_said_is_noticed() {
    for tag in ["ai.user.authUserId", "ai.user.accountId"] {
        let answer = sent(&json!([with(item(), &format!("/tags/{tag}"), json!("x"))]));
        assert_eq!((tolerated(&answer), answer.events.len()), (vec!["3.5"], 1));
    }
    let config = Config { host_name: Some("janes-laptop".to_owned()), ..Config::default() };
    for tag in ["ai.cloud.roleInstance", "ai.device.id"] {
        let named = json!([with(item(), &format!("/tags/{tag}"), json!("janes-laptop"))]);
        let answer = answer_with(&config, None, &post(PATHS[0], named.to_string()));
        assert_eq!(tolerated(&answer), ["3.5"]);
    }
}

#[test]
fn an_untrimmed_slash_is_tolerated() {
    let answer = answer(&post("//v2.1/track", json!([item()]).to_string()));
    assert_eq!((answer.status, tolerated(&answer)), (200, vec!["3.1"]));
}
