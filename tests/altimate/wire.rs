//! P12: framing and sizes of the contract (sections 3.2 and 3.3), on the bytes that arrived.

use serde_json::Value;
use telemetry::{ApplicationInsights, Machine, Telemetry, TelemetryEvent, catalog};
use telemetry_receiver::Receiver;

use super::{PATIENCE, launch, pruned, transport};

/// More text than an item may have.
#[derive(TelemetryEvent)]
struct LargeNote<'a> {
    /// Text.
    #[scrub(max = 4000)]
    first: &'a str,
    /// Text.
    #[scrub(max = 4000)]
    second: &'a str,
    /// Text.
    #[scrub(max = 4000)]
    third: &'a str,
    /// Text.
    #[scrub(max = 4000)]
    fourth: &'a str,
    /// Text.
    #[scrub(max = 4000)]
    fifth: &'a str,
    /// Text.
    #[scrub(max = 4000)]
    sixth: &'a str,
    /// A number.
    ratio: f64,
}

catalog! {
    struct Notes {
        title: "Notes",
        app: "notes",
        backends: [ApplicationInsights],
        events: [LargeNote<'_>],
        never: [],
    }
}

fn note(text: &str, ratio: f64) -> LargeNote<'_> {
    LargeNote {
        first: text,
        second: text,
        third: text,
        fourth: text,
        fifth: text,
        sixth: text,
        ratio,
    }
}

#[test]
fn p12_what_is_too_large_is_cut_between_characters() {
    let receiver = Receiver::start().unwrap();
    let telemetry = Telemetry::<Notes>::new();
    let _guard = telemetry.builder().start(transport(&receiver)).unwrap();
    telemetry.grant();
    let (emoji, letters) = ("😀".repeat(5000), "漢".repeat(5000));
    for text in [emoji.as_str(), &letters, "short"] {
        telemetry.track(note(text, 0.5));
    }
    assert_eq!(telemetry.flush(PATIENCE).sent, 3, "{}", telemetry.status());
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    let body = receiver.requests()[0].json().unwrap();
    for (item, cut) in body.as_array().unwrap().iter().zip([true, true, false]) {
        assert!(item.to_string().len() <= 65_536);
        let properties = &item["data"]["baseData"]["properties"];
        let text = properties["sixth"].as_str().unwrap();
        assert_eq!(text.chars().count() < 4000 && text.len() > 1000, cut, "{}", text.len());
        assert!(!text.contains('\u{fffd}'));
    }
}

#[test]
fn p12_numbers_that_are_none_are_left_out() {
    let receiver = Receiver::start().unwrap();
    let telemetry = Telemetry::<Notes>::new();
    let _guard = telemetry.builder().start(transport(&receiver)).unwrap();
    telemetry.grant();
    for ratio in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, f64::MAX, f64::MIN_POSITIVE] {
        telemetry.track(note("x", ratio));
    }
    assert_eq!(telemetry.flush(PATIENCE).sent, 6, "{}", telemetry.status());
    let given = |event: &telemetry_receiver::Event| event.props.contains_key("ratio");
    assert_eq!(
        receiver.events().iter().map(given).collect::<Vec<_>>(),
        [false, false, false, true, true, true]
    );
}

#[test]
fn p12_a_request_is_a_compressed_array_with_neutral_tags() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(pruned(7));
    app.flush();
    let request = &receiver.requests()[0];
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/v2/track"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("content-encoding"), Some("gzip"));
    let body = request.json().unwrap();
    let item = &body[0];
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(item), ["data", "iKey", "name", "sampleRate", "tags", "time"]);
    assert_eq!(item["name"], "Microsoft.ApplicationInsights.Event");
    assert_eq!(
        keys(&item["tags"]),
        [
            "ai.application.ver",
            "ai.cloud.role",
            "ai.cloud.roleInstance",
            "ai.device.locale",
            "ai.device.osVersion",
            "ai.device.type",
            "ai.internal.sdkVersion",
            "ai.location.ip",
            "ai.session.id",
            "ai.user.id"
        ]
    );
    assert_eq!(item["tags"]["ai.cloud.roleInstance"], "-");
    assert_eq!(item["tags"]["ai.location.ip"], "0.0.0.0");
    let data = &item["data"]["baseData"];
    assert_eq!((&item["data"]["baseType"], &data["ver"]), (&"EventData".into(), &2.into()));
    assert_eq!(data["name"], "tool_outputs_pruned");
    assert_eq!(keys(&data["measurements"]), ["count", "tokens_pruned"]);
    assert_eq!(keys(&data["properties"]), ["email_hash", "event.id", "is_debug"]);
    if let Ok(host) = std::fs::read_to_string("/proc/sys/kernel/hostname") {
        assert!(!receiver.received_anywhere(host.trim()), "the name of this machine");
    }
}
