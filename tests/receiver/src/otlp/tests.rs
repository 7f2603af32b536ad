//! The rules of a request, its envelopes, records and values.

mod values;

use serde_json::{Value, json};

use super::{PATH, handle};
use crate::Fault;
use crate::answer::Answer;
use crate::circumstances::Circumstances;
use crate::fixture::{now, post, tolerated, with, without};
use crate::gzip::pack;
use crate::options::Config;
use crate::request::Request;

const RECORD: &str = "/resourceLogs/0/scopeLogs/0/logRecords/0";

fn attribute(key: &str, value: Value) -> Value {
    json!({"key": key, "value": value})
}

fn body() -> Value {
    json!({"resourceLogs": [{
        "resource": {"attributes": [attribute("service.name", json!({"stringValue": "my-app"}))]},
        "scopeLogs": [{
            "scope": {"name": "my-telemetry", "version": "0.1.0"},
            "logRecords": [{
                "timeUnixNano": "1795233000123000000",
                "observedTimeUnixNano": "1795233000123000000",
                "severityNumber": 9, "severityText": "INFO", "eventName": "message_sent",
                "attributes": [
                    attribute("source", json!({"stringValue": "chat_ui"})),
                    attribute("is_agent", json!({"boolValue": false})),
                    attribute("session.id", json!({"stringValue": "s"})),
                ],
            }],
        }],
    }]})
}

fn answer_with(fault: Option<&Fault>, request: &Request) -> Answer {
    handle(request, Circumstances { now: now(), config: &Config::default(), fault })
}

fn answer(request: &Request) -> Answer {
    answer_with(None, request)
}

fn sent(body: &Value) -> Answer {
    answer(&post(PATH, body.to_string()))
}

fn record_with(field: &str, value: Value) -> Answer {
    sent(&with(body(), &format!("{RECORD}/{field}"), value))
}

/// The answer to a record with this list of attributes.
fn attributes(list: Value) -> Answer {
    record_with("attributes", list)
}

/// The answer to a record with this value of an attribute.
fn value(value: Value) -> Answer {
    attributes(json!([attribute("k", value)]))
}

/// The plain form of a value that is taken.
fn read(sent: Value) -> Value {
    let answer = value(sent);
    assert_eq!((answer.status, answer.refusals.as_slice()), (200, &[][..]));
    answer.events[0].props["k"].clone()
}

#[test]
fn a_sound_record_is_stored_as_sent() {
    let answer = sent(&body());
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"{}"[..]));
    assert_eq!(answer.headers, [("Content-Type".to_owned(), "application/json".to_owned())]);
    assert_eq!(answer.refusals, []);
    let kept = &answer.events[0];
    assert_eq!((kept.name.as_str(), kept.session.as_str()), ("message_sent", "s"));
    assert_eq!(Some(&kept.json), body().pointer(RECORD));
    let props = json!({"source": "chat_ui", "is_agent": false, "session.id": "s"});
    assert_eq!(Value::Object(kept.props.clone()), props);
    assert_eq!(kept.stored["time"], "2026-11-21T03:50:00.123Z");
    assert_eq!(kept.stored["observedTime"], "2026-11-21T03:50:00.123Z");
    assert_eq!(kept.stored["resource"]["service.name"], "my-app");
    assert_eq!(kept.stored["scope"]["version"], "0.1.0");
}

#[test]
fn the_content_type_is_bare_json() {
    let with_type = |name| answer(&post(PATH, body().to_string()).with("Content-Type", name));
    assert_eq!(with_type("application/json; charset=utf-8").status, 400);
    for other in ["application/x-protobuf", "text/plain", ""] {
        assert_eq!(with_type(other).status, 415, "{other}");
    }
}

#[test]
fn gzip_needs_its_header() {
    let packed = post(PATH, pack(body().to_string()));
    assert_eq!(answer(&packed).status, 400);
    assert_eq!(answer(&packed.with("Content-Encoding", "gzip")).events.len(), 1);
}

#[test]
fn an_error_is_a_status_message() {
    let answer = answer(&post(PATH, "{"));
    assert_eq!(answer.status, 400);
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(body["code"], 3);
    assert!(body["message"].as_str().is_some_and(|text| text.starts_with("the body is not JSON")));
}

#[test]
fn names_in_other_spellings_are_lost() {
    let renamed = without(body(), &format!("{RECORD}/eventName"));
    let answer = sent(&with(renamed, &format!("{RECORD}/event_name"), json!("message_sent")));
    assert_eq!((answer.status, answer.events[0].name.as_str()), (200, ""));
    assert_eq!(tolerated(&answer), ["4.3", "4.3"]);
    assert!(answer.refusals[0].reason.contains("logRecords[0].event_name` is no field and lost"));
    assert_eq!(answer.refusals[0].event, Some(0));
    let snake = sent(&json!({"resource_logs": []}));
    assert_eq!(tolerated(&snake), ["4.3", "4.3"], "lost, hence empty");
}

#[test]
fn fields_have_their_types() {
    for (field, wrong) in [
        ("timeUnixNano", json!(1_795_233_000_123_000_000_u64)),
        ("timeUnixNano", json!("+1")),
        ("timeUnixNano", json!("-1")),
        ("timeUnixNano", json!("1.5")),
        ("observedTimeUnixNano", json!("18446744073709551616")),
        ("severityNumber", json!("SEVERITY_NUMBER_INFO")),
        ("severityNumber", json!(9.5)),
        ("eventName", json!(1)),
        ("attributes", json!({})),
        ("attributes", json!([1])),
        ("traceId", json!("AAECAwQFBgcICQoLDA0ODw==")),
        ("spanId", json!("0123456789abcde")),
        ("spanId", json!("")),
        ("flags", json!("0")),
        ("droppedAttributesCount", json!("0")),
        ("severityText", json!(true)),
    ] {
        let answer = record_with(field, wrong);
        assert_eq!((answer.status, answer.refusals[0].rule), (400, "4.3"), "{field}");
        assert_eq!(answer.refusals[0].event, Some(0));
    }
    assert_eq!(record_with("traceId", json!("0af7651916cd43dd8448eb211c80319c")).status, 200);
    assert_eq!(record_with("spanId", Value::Null).status, 200, "null is not there");
    for (pointer, wrong) in [
        ("/resourceLogs/0/schemaUrl", json!(1)),
        ("/resourceLogs/0/scopeLogs/0/schemaUrl", json!(1)),
        ("/resourceLogs/0/resource/droppedAttributesCount", json!(-1)),
        ("/resourceLogs/0/scopeLogs/0/scope/droppedAttributesCount", json!(-1)),
    ] {
        let answer = sent(&with(body(), pointer, wrong));
        assert_eq!((answer.status, answer.refusals[0].event), (400, None), "{pointer}");
    }
    for body in [json!([]), json!({"resourceLogs": {}}), json!({"resourceLogs": [[]]})] {
        assert_eq!(sent(&body).status, 400, "{body}");
    }
}

#[test]
fn a_field_twice_is_refused() {
    let twice = body().to_string().replace("severityText", "severityNumber");
    assert_eq!(answer(&post(PATH, twice)).status, 400);
}

#[test]
fn an_event_has_a_name_a_severity_and_no_body() {
    let name = |text: String| record_with("eventName", json!(text));
    assert_eq!(name("é".repeat(256)).refusals, []);
    assert_eq!(tolerated(&name("é".repeat(257))), ["4.3"]);
    assert_eq!(tolerated(&name(String::new())), ["4.3"]);
    let log = without(body(), &format!("{RECORD}/eventName"));
    let log = with(log, &format!("{RECORD}/body"), json!({"stringValue": "x"}));
    assert_eq!(tolerated(&sent(&log)), ["4.3"], "a log record may have a body");
    assert_eq!(tolerated(&record_with("severityNumber", json!(0))), ["4.3"]);
    assert_eq!(tolerated(&record_with("severityNumber", json!(25))), ["4.3"]);
    assert_eq!(tolerated(&record_with("body", json!({"stringValue": "x"}))), ["4.3"]);
    let deprecated = json!([attribute("event.name", json!({"stringValue": "x"}))]);
    assert_eq!(tolerated(&attributes(deprecated)), ["4.3"]);
}

#[test]
fn the_time_of_observation_is_set() {
    for unset in [Value::Null, json!("0")] {
        let answer = record_with("observedTimeUnixNano", unset);
        assert_eq!((answer.status, tolerated(&answer)), (200, vec!["4.3"]));
        assert_eq!(answer.events[0].stored["observedTime"], Value::Null);
    }
    assert_eq!(record_with("timeUnixNano", json!("0")).refusals, [], "0 is unknown");
    let last = record_with("timeUnixNano", json!(u64::MAX.to_string()));
    assert_eq!(last.events[0].stored["time"], "2554-07-21T23:34:33.709551615Z");
}

#[test]
fn a_resource_has_a_service_name_and_no_host_name() {
    let resource = |attributes: Value| {
        tolerated(&sent(&with(body(), "/resourceLogs/0/resource/attributes", attributes)))
    };
    let string = || json!({"stringValue": "x"});
    assert_eq!(resource(json!([])), ["4.3"]);
    let mut second = body();
    let nameless =
        json!({"resource": {}, "scopeLogs": [second["resourceLogs"][0]["scopeLogs"][0]]});
    second["resourceLogs"].as_array_mut().expect("an array").push(nameless);
    assert_eq!(sent(&second).refusals[0].event, None, "not a matter of the record before it");
    let named = attribute("service.name", string());
    assert_eq!(resource(json!([named, attribute("host.name", string())])), ["4.5"]);
    assert_eq!(resource(json!([named, attribute("process.owner", string())])), ["4.5"]);
    assert_eq!(tolerated(&sent(&without(body(), "/resourceLogs/0/resource"))), ["4.3"]);
    assert_eq!(sent(&without(body(), "/resourceLogs/0/scopeLogs/0/scope")).refusals, []);
}

#[test]
fn empty_envelopes_are_noticed() {
    for empty in
        ["/resourceLogs", "/resourceLogs/0/scopeLogs", "/resourceLogs/0/scopeLogs/0/logRecords"]
    {
        let answer = sent(&with(body(), empty, json!([])));
        assert_eq!((answer.status, answer.events.len()), (200, 0));
        assert_eq!(tolerated(&answer), ["4.3"], "{empty}");
    }
    assert_eq!(tolerated(&sent(&json!({}))), ["4.3"]);
}

#[test]
fn a_script_rejects_the_last_records() {
    let record = body().pointer(RECORD).expect("a record").clone();
    let records = "/resourceLogs/0/scopeLogs/0/logRecords";
    let request = post(PATH, with(body(), records, vec![record; 5].into()).to_string());
    let rejecting = |rejected| {
        let fault = Fault::PartialSuccess { rejected, message: "too many".to_owned() };
        answer_with(Some(&fault), &request)
    };
    let answer = rejecting(3);
    assert_eq!((answer.status, answer.events.len()), (200, 2));
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    let partial = json!({"rejectedLogRecords": "3", "errorMessage": "too many"});
    assert_eq!(body["partialSuccess"], partial);
    assert_eq!(rejecting(0).events.len(), 5, "a warning");
    assert_eq!(rejecting(u64::MAX).events.len(), 0);
}
