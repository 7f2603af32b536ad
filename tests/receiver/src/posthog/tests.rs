//! The rules of a whole request and of its events; those of keys are tested where they are.

mod time;

use serde_json::{Value, json};

use super::{Dedup, PATHS, handle};
use crate::Fault;
use crate::answer::Answer;
use crate::circumstances::Circumstances;
use crate::fixture::{now, post, tolerated, with, without};
use crate::gzip::pack;
use crate::options::{Config, DEFAULT_PROJECT_KEY};
use crate::refusal::Consequence;
use crate::request::Request;

fn body() -> Value {
    json!({
        "api_key": DEFAULT_PROJECT_KEY,
        "sent_at": "2026-11-21T03:50:00Z",
        "batch": [{
            "event": "message_sent",
            "uuid": "01a1fc46-629d-7917-a63b-d5ec611e88fa",
            "distinct_id": "019a0000-0000-7000-8000-000000000001",
            "timestamp": "2026-11-21T03:49:00.123Z",
            "properties": {
                "source": "chat_ui", "is_agent": false, "total_memory_gb": "16",
                // 2026-11-21T03:40:00Z.
                "$session_id": "01a1fc30-8280-7000-8000-000000000000",
                "$process_person_profile": false, "$geoip_disable": true, "$ip": null,
            },
        }],
    })
}

fn answer_with(config: &Config, fault: Option<&Fault>, request: &Request) -> Answer {
    let circumstances = Circumstances { now: now(), config, fault };
    handle(request, circumstances, &mut Dedup::default())
}

fn answer(request: &Request) -> Answer {
    answer_with(&Config::default(), None, request)
}

fn sent(body: &Value) -> Answer {
    answer(&post(PATHS[0], body.to_string()))
}

/// The answer to the batch with this value in its event.
fn event_with(pointer: &str, value: Value) -> Answer {
    sent(&with(body(), &format!("/batch/0{pointer}"), value))
}

fn property(key: &str, value: Value) -> Answer {
    event_with(&format!("/properties/{key}"), value)
}

fn stored_time(body: &Value) -> Value {
    sent(body).events[0].stored["timestamp"].clone()
}

#[test]
fn a_sound_batch_is_stored_as_sent_and_as_kept() {
    for path in PATHS {
        let answer = answer(&post(path, body().to_string()));
        assert_eq!((answer.status, answer.body.as_slice()), (200, &br#"{"status":"Ok"}"#[..]));
        assert_eq!(answer.refusals, []);
        let kept = &answer.events[0];
        assert_eq!(kept.name, "message_sent");
        assert_eq!(kept.session, "01a1fc30-8280-7000-8000-000000000000");
        assert_eq!(kept.json, body()["batch"][0]);
        assert_eq!(kept.props["is_agent"], json!(false));
        assert_eq!(kept.stored["api_key"], DEFAULT_PROJECT_KEY);
        assert_eq!(kept.stored["timestamp"], "2026-11-21T03:49:00.123Z");
        assert_eq!(kept.stored["uuid"], "01a1fc46-629d-7917-a63b-d5ec611e88fa");
    }
}

#[test]
fn a_body_has_one_of_three_shapes() {
    let one = with(body()["batch"][0].clone(), "/token", json!(DEFAULT_PROJECT_KEY));
    assert_eq!(sent(&one).events.len(), 1);
    assert_eq!(sent(&json!([one])).events.len(), 1);
    for other in [json!([]), json!({}), json!("x"), json!([1]), with(body(), "/batch", json!({}))] {
        assert_eq!(sent(&other).status, 400, "{other}");
    }
    assert_eq!(sent(&with(body(), "/batch", json!([]))).status, 400);
    assert_eq!(answer(&post(PATHS[0], "{")).status, 400);
    assert_eq!(answer(&post(PATHS[0], r#"{"a":NaN}"#)).status, 400);
}

#[test]
fn there_is_one_key_in_a_request() {
    assert_eq!(sent(&without(body(), "/api_key")).status, 401);
    assert_eq!(sent(&with(body(), "/api_key", json!(7))).status, 401);
    assert_eq!(sent(&with(body(), "/api_key", json!("phx_a"))).status, 401);
    assert_eq!(sent(&with(without(body(), "/api_key"), "/token", json!(" \n"))).status, 401);
    let event = |key: &str| with(body()["batch"][0].clone(), "/api_key", json!(key));
    assert_eq!(sent(&json!([event(DEFAULT_PROJECT_KEY), event("phc_other")])).status, 401);
    let batch = with(body(), "/batch/0/api_key", json!("phc_other"));
    assert_eq!(sent(&batch).status, 200, "the key of a batch goes before those of its events");
    let padded = format!(" {DEFAULT_PROJECT_KEY}\n");
    assert_eq!(sent(&with(body(), "/api_key", json!(padded))).status, 200);
}

#[test]
fn an_unknown_key_is_refused_or_accepted_and_dropped() {
    let unknown = with(body(), "/api_key", json!("phc_unknown"));
    assert_eq!(sent(&unknown).status, 401);
    let config = Config { credulous: true, ..Config::default() };
    let answer = answer_with(&config, None, &post(PATHS[0], unknown.to_string()));
    assert_eq!((answer.status, answer.events.len()), (200, 0));
    assert_eq!(answer.refusals[0].consequence, Consequence::Dropped);
}

#[test]
fn gzip_is_known_by_its_first_bytes() {
    let packed = post(PATHS[0], pack(body().to_string()));
    assert_eq!(answer(&packed).events.len(), 1, "without a header");
    assert_eq!(answer(&packed.with("Content-Encoding", "gzip")).events.len(), 1);
    let plain = post(PATHS[0], body().to_string());
    assert_eq!(answer(&plain.clone().with("Content-Encoding", "gzip")).status, 400);
    assert_eq!(answer(&plain.clone().with("Content-Encoding", "br")).status, 400);
    let target = "/batch/?x=1&compression=gzip".to_owned();
    assert_eq!(answer(&Request { target, ..plain }).status, 400);
}

#[test]
fn one_event_at_fault_refuses_the_batch() {
    for (pointer, value) in [
        ("/event", json!("")),
        ("/event", json!(1)),
        ("/event", Value::Null),
        ("/distinct_id", json!(" \t")),
        ("/distinct_id", Value::Null),
        ("/uuid", json!("not-a-uuid")),
        ("/uuid", json!(1)),
        ("/timestamp", json!(1_795_233_000)),
        ("/properties", Value::Null),
        ("/properties", json!([])),
        ("/properties/$cookieless_mode", json!("true")),
    ] {
        let mut body = body();
        let bad = with(body["batch"][0].clone(), pointer, value);
        body["batch"].as_array_mut().expect("an array").push(bad);
        let answer = sent(&body);
        assert_eq!((answer.status, answer.events.len()), (400, 0), "{pointer}");
        assert_eq!((answer.refusals[0].rule, answer.refusals[0].event), ("2.3", Some(1)));
        assert!(answer.headers[0].1.starts_with("text/plain"));
    }
    for missing in ["/batch/0/event", "/batch/0/distinct_id"] {
        assert_eq!(sent(&without(body(), missing)).status, 400, "{missing}");
    }
    assert_eq!(property("$cookieless_mode", json!(true)).status, 200);
}

#[test]
fn an_event_of_a_million_bytes_is_too_large() {
    let answer = property("text", json!("x".repeat(1_000_000)));
    assert_eq!((answer.status, answer.refusals[0].rule), (413, "2.4"));
    assert_eq!(answer.body, b"maximum event size exceeded");
    assert_eq!(property("text", json!("x".repeat(900_000))).status, 200);
}

#[test]
fn long_names_and_ids_are_cut_by_characters() {
    let answer = event_with("/event", json!("é".repeat(201)));
    assert_eq!(answer.events[0].name, "é".repeat(200));
    assert_eq!(tolerated(&answer), ["2.3"]);
    let answer = event_with("/distinct_id", json!("é".repeat(201)));
    assert_eq!(answer.events[0].stored["distinct_id"], "é".repeat(200));
}

#[test]
fn reserved_and_odd_distinct_ids_are_noticed() {
    assert_eq!(tolerated(&event_with("/distinct_id", json!("Anonymous"))), ["2.5"]);
    let answer = event_with("/distinct_id", json!(23));
    assert_eq!(answer.events[0].stored["distinct_id"], "23");
    assert_eq!(tolerated(&answer), ["2.3"]);
}

#[test]
fn privacy_switches_are_kept_and_their_misuse_noticed() {
    let kept = |answer: &Answer, key: &str| answer.events[0].stored[key].clone();
    let private = sent(&body());
    assert_eq!(kept(&private, "ip"), Value::Null);
    assert_eq!(kept(&private, "geoip"), false);
    assert_eq!(kept(&private, "person_profile"), false);

    let default = sent(&with(body(), "/batch/0/properties", json!({})));
    assert_eq!(kept(&default, "ip"), "127.0.0.1");
    assert_eq!(kept(&default, "geoip"), true);
    assert_eq!(kept(&default, "person_profile"), true);
    assert_eq!(default.refusals, []);

    let emptied = with(body(), "/batch/0/properties", json!({"$ip": ""}));
    assert_eq!(kept(&sent(&emptied), "ip"), Value::Null);
    assert_eq!(kept(&sent(&emptied), "geoip"), false);

    for (key, value) in [
        ("$ip", json!("127.0.0.1")),
        ("$ip", json!("192.168.1.2")),
        ("$geoip_disable", json!("true")),
        ("$process_person_profile", json!("false")),
        ("$set", json!({})),
    ] {
        assert_eq!(tolerated(&property(key, value)), ["2.6"], "{key}");
    }
    assert_eq!(tolerated(&event_with("/event", json!("$identify"))), ["2.6"]);
    assert_eq!(tolerated(&sent(&with(body(), "/historical_migration", json!(true)))), ["2.6"]);
}

#[test]
fn over_quota_is_answered_200_and_discarded() {
    let request = post(PATHS[0], body().to_string());
    let answer = answer_with(&Config::default(), Some(&Fault::OverQuota), &request);
    assert_eq!((answer.status, answer.events.len()), (200, 0));
    assert_eq!(answer.body, br#"{"quota_limited":["events"],"status":"Ok"}"#);
}

#[test]
fn headers_are_noticed() {
    let request = post(PATHS[0], body().to_string());
    assert_eq!(tolerated(&answer(&request.clone().with("Content-Type", "text/plain"))), ["2.2"]);
    assert_eq!(tolerated(&answer(&request.with("User-Agent", ""))), ["2.2"]);
}
