//! P12: one event in the shape of each backend (contract, section 5), and what each does with an
//! answer that is not a plain yes. The receiver refuses or notes whatever breaks the contract.

#[path = "support/everywhere.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod everywhere;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use everywhere::*;
use serde_json::{Value, json};
use telemetry::clock::Clock;
use telemetry::transport::Transport;
use telemetry::{
    ApplicationInsights, Aptabase, Backend, CheckedFor, DropReason, Guard, Machine, Otlp, PostHog,
    RetryPolicy, Telemetry,
};
use telemetry_receiver::{
    DEFAULT_INSTRUMENTATION_KEY, DEFAULT_KEY, DEFAULT_PROJECT_KEY, Fault, Receiver,
};

fn start<T: Transport + Backend>(transport: T, folder: &Path) -> (Telemetry<Everywhere>, Guard)
where
    Everywhere: CheckedFor<T>,
{
    let telemetry = Telemetry::new();
    let machine =
        Machine { os_name: "Linux".into(), os_version: "6.1".into(), locale: "en-US".into() };
    let guard = builder(&telemetry, folder)
        .retry(RetryPolicy { first_wait: Duration::ZERO, retries: 3, ..RetryPolicy::default() })
        .machine(machine)
        .start(transport)
        .unwrap();
    telemetry.grant();
    (telemetry, guard)
}

fn posthog(receiver: &Receiver) -> PostHog {
    PostHog::new(DEFAULT_PROJECT_KEY).host(format!("{}/behind/a/proxy/", receiver.url()))
}

fn application_insights(receiver: &Receiver) -> ApplicationInsights {
    let connection = format!(
        "InstrumentationKey={DEFAULT_INSTRUMENTATION_KEY};IngestionEndpoint={}/",
        receiver.url()
    );
    ApplicationInsights::new(connection.as_str()).endpoint(receiver.url())
}

/// Sends one event; returns its request's body and the id of the install.
fn one_event<T: Transport + Backend>(transport: T, receiver: &Receiver) -> (Value, String)
where
    Everywhere: CheckedFor<T>,
{
    let folder = tempfile::tempdir().unwrap();
    let (telemetry, guard) = start(transport, folder.path());
    telemetry.track(turn(42));
    drop(guard);
    assert_eq!(telemetry.status().counts.sent, 1, "{}", telemetry.status());
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    let id = std::fs::read_to_string(folder.path().join(ID)).unwrap_or_default();
    (receiver.requests()[0].json().unwrap(), id.trim().to_owned())
}

#[test]
fn p12_aptabase() {
    let receiver = Receiver::start().unwrap();
    let (body, _) = one_event(Aptabase::new(DEFAULT_KEY).host(receiver.url()), &receiver);
    let props = json!({"source": "chat_ui", "stream": false, "tokens": 42, "delta": -1, "cost": 1.5,
        "model_hash": "8754b77c7eee26e4", "channel": "nightly", "total_memory_gb": "16"});
    assert_eq!(body[0]["props"], props);
}

#[test]
fn p12_posthog() {
    let receiver = Receiver::start().unwrap();
    let (mut body, install) = one_event(posthog(&receiver), &receiver);
    assert_eq!(receiver.requests()[0].path, "/behind/a/proxy/batch/");
    assert_eq!(receiver.requests()[0].header("content-encoding"), Some("gzip"));
    let event = &mut body["batch"][0];
    assert_eq!(
        (&event["event"], &event["distinct_id"]),
        (&json!("turn_answered"), &json!(install))
    );
    let session = event["properties"]["$session_id"].take();
    assert_eq!(session.as_str().map(|id| id.as_bytes()[14]), Some(b'7'), "a UUIDv7");
    let properties = json!({"source": "chat_ui", "stream": false, "tokens": 42, "delta": -1, "cost": 1.5,
        "model_hash": "8754b77c7eee26e4", "channel": "nightly", "total_memory_gb": "16",
        "$session_id": null, "$process_person_profile": false, "$geoip_disable": true, "$ip": null,
        "$lib": "telemetry-events", "$lib_version": env!("CARGO_PKG_VERSION"),
        "$app_version": env!("CARGO_PKG_VERSION"), "$os": "Linux", "is_debug": cfg!(debug_assertions)});
    assert_eq!(event["properties"], properties);
}

#[test]
fn p12_application_insights() {
    let receiver = Receiver::start().unwrap();
    let (body, install) = one_event(application_insights(&receiver), &receiver);
    let envelope = &body[0];
    assert_eq!(envelope["iKey"], DEFAULT_INSTRUMENTATION_KEY);
    let tags = &envelope["tags"];
    assert_eq!(
        (&tags["ai.user.id"], &tags["ai.cloud.roleInstance"]),
        (&json!(install), &json!("-"))
    );
    assert_eq!(
        (&tags["ai.location.ip"], &tags["ai.cloud.role"]),
        (&json!("0.0.0.0"), &json!("everywhere"))
    );
    let data = &envelope["data"]["baseData"];
    assert_eq!(data["measurements"], json!({"tokens": 42, "delta": -1, "cost": 1.5}));
    for (key, text) in [
        ("source", "chat_ui"),
        ("stream", "false"),
        ("model_hash", "8754b77c7eee26e4"),
        ("channel", "nightly"),
        ("total_memory_gb", "16"),
    ] {
        assert_eq!(data["properties"][key], text);
    }
    assert_eq!(data["properties"]["event.id"].as_str().map(str::len), Some(36));
}

#[test]
fn p12_otlp() {
    let receiver = Receiver::start().unwrap();
    let (body, install) = one_event(Otlp::new(receiver.url().as_str()), &receiver);
    assert_eq!(receiver.requests()[0].header("content-type"), Some("application/json"));
    let logs = &body["resourceLogs"][0];
    let attribute = |list: &Value, key: &str| {
        let found =
            list["attributes"].as_array().unwrap().iter().find(|attribute| attribute["key"] == key);
        found.map(|attribute| attribute["value"].clone())
    };
    let resource = &logs["resource"];
    assert_eq!(attribute(resource, "service.name"), Some(json!({"stringValue": "everywhere"})));
    assert_eq!(attribute(resource, "app.installation.id"), Some(json!({"stringValue": install})));
    let record = &logs["scopeLogs"][0]["logRecords"][0];
    assert_eq!(
        (&record["eventName"], &record["severityNumber"]),
        (&json!("turn_answered"), &json!(9))
    );
    assert_eq!(record["timeUnixNano"], record["observedTimeUnixNano"]);
    assert!(record["timeUnixNano"].is_string());
    for (key, value) in [
        ("source", json!({"stringValue": "chat_ui"})),
        ("stream", json!({"boolValue": false})),
        ("tokens", json!({"intValue": "42"})),
        ("delta", json!({"intValue": "-1"})),
        ("cost", json!({"doubleValue": 1.5})),
        ("total_memory_gb", json!({"stringValue": "16"})),
    ] {
        assert_eq!(attribute(record, key), Some(value), "{key}");
    }
}

/// A clock that is never asked at the same time twice.
struct TickingClock(AtomicU64);

impl Clock for TickingClock {
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_millis(self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::Relaxed))
    }

    fn sleep_for(&self, until: Duration) -> Option<Duration> {
        Some(until.saturating_sub(self.elapsed()))
    }
}

/// A repetition carries the same ids and the time of its own attempt.
#[test]
fn p12_a_retry_repeats_ids_and_not_the_time_of_sending() {
    let receiver = Receiver::start().unwrap();
    let [first, second] = repeated(posthog(&receiver), &receiver);
    assert_ne!(first["sent_at"], second["sent_at"]);
    assert_eq!(receiver.events().len(), 2, "the server recognises the repetition");
    assert_repeated(first, second);
}

#[test]
fn p12_a_retry_repeats_every_byte_of_an_event() {
    let receiver = Receiver::start().unwrap();
    let [first, second] = repeated(application_insights(&receiver), &receiver);
    assert_repeated(first, second);
    let receiver = Receiver::start().unwrap();
    let [first, second] = repeated(Otlp::new(receiver.url().as_str()), &receiver);
    assert_repeated(first, second);
    let receiver = Receiver::start().unwrap();
    let [first, second] = repeated(Aptabase::new(DEFAULT_KEY).host(receiver.url()), &receiver);
    assert_repeated(first, second);
}

/// The bodies of a request whose answer is lost and of its repetition.
fn repeated<T: Transport + Backend>(transport: T, receiver: &Receiver) -> [Value; 2]
where
    Everywhere: CheckedFor<T>,
{
    let folder = tempfile::tempdir().unwrap();
    let telemetry = Telemetry::<Everywhere>::new();
    let guard = builder(&telemetry, folder.path())
        .retry(RetryPolicy { first_wait: Duration::ZERO, ..RetryPolicy::default() })
        .clock(Arc::new(TickingClock(AtomicU64::new(0))))
        .exit_deadline(PATIENCE)
        .start(transport)
        .unwrap();
    telemetry.grant();
    receiver.next(Fault::LoseAnswer);
    telemetry.track(turn(1));
    telemetry.track(turn(2));
    drop(guard);
    let requests = receiver.requests();
    let bodies: Vec<_> = requests.iter().map(|request| request.json().unwrap()).collect();
    bodies.try_into().expect("two requests")
}

/// Both say the same, in the same order, but for the time of sending.
#[track_caller]
fn assert_repeated(mut first: Value, mut second: Value) {
    for body in [&mut first, &mut second] {
        body.as_object_mut().map(|body| body.remove("sent_at"));
    }
    assert_eq!(first.to_string(), second.to_string());
}

/// One bad event costs the whole batch its 400; the halves show that the others are good.
#[test]
fn p12_a_refused_posthog_batch_is_split() {
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (telemetry, guard) = start(posthog(&receiver), folder.path());
    receiver.script([Fault::status(400), Fault::status(400), Fault::status(400)]);
    for tokens in 0..4 {
        telemetry.track(turn(tokens));
    }
    drop(guard);
    let counts = telemetry.status().counts;
    assert_eq!((counts.sent, counts.dropped.by(DropReason::Refused)), (3, 1), "{counts}");
    let sent: Vec<_> =
        receiver.events().iter().map(|event| event.props["tokens"].clone()).collect();
    assert_eq!(sent, [json!(1), json!(2), json!(3)]);
}

/// Issue "Altimate": items 3 and 7 of 20 are sent again, once, with the same id.
#[test]
fn p12_only_the_items_that_failed_are_sent_again() {
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (telemetry, guard) = start(application_insights(&receiver), folder.path());
    receiver.next(Fault::partial([(3, 429), (7, 500), (99, 500), (3, 429)]));
    for tokens in 0..20 {
        telemetry.track(turn(tokens));
    }
    drop(guard);
    let requests = receiver.requests();
    let items = |request: usize| requests[request].json().unwrap().as_array().unwrap().clone();
    let ids = |items: &[Value]| -> Vec<Value> {
        items
            .iter()
            .map(|item| item["data"]["baseData"]["properties"]["event.id"].clone())
            .collect()
    };
    assert_eq!(requests.len(), 2);
    let (first, second) = (ids(&items(0)), ids(&items(1)));
    assert_eq!((first.len(), second), (20, vec![first[3].clone(), first[7].clone()]));
    assert_eq!(telemetry.status().counts.sent, 20);
}

#[test]
fn p12_a_partial_success_of_a_collector_is_never_sent_again() {
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (telemetry, guard) = start(Otlp::new(receiver.url().as_str()), folder.path());
    receiver.next(Fault::PartialSuccess { rejected: 2, message: "too old".to_owned() });
    for tokens in 0..5 {
        telemetry.track(turn(tokens));
    }
    drop(guard);
    let counts = telemetry.status().counts;
    assert_eq!((counts.sent, counts.dropped.by(DropReason::Refused)), (3, 2), "{counts}");
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn p12_an_id_is_not_created_before_consent_and_is_replaced_on_demand() {
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(ID);
    let telemetry = Telemetry::<Everywhere>::new();
    let guard = builder(&telemetry, folder.path()).start(posthog(&receiver)).unwrap();
    telemetry.track(turn(1));
    telemetry.reset_identity();
    assert!(!file.exists());
    telemetry.grant();
    assert_eq!(telemetry.flush(PATIENCE).pending, 0);
    telemetry.reset_identity();
    telemetry.track(turn(2));
    drop(guard);
    let ids: Vec<_> = receiver
        .events()
        .iter()
        .map(|event| event.json["distinct_id"].as_str().unwrap().to_owned())
        .collect();
    assert_ne!(ids[0], ids[1]);
    assert_eq!(std::fs::read_to_string(&file).unwrap().trim(), ids[1]);
}
