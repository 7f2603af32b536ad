//! P12: a body never breaks what the backend accepts. The receiver refuses what Aptabase refuses;
//! here is what it got, field by field (contract, section 1).

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use osaurus::events::*;
use osaurus::*;
use serde_json::json;
use telemetry::testing::ManualClock;
use telemetry::{Aptabase, Telemetry};
use telemetry::{Machine, TelemetryEvent, catalog};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

#[test]
fn p12_one_request_field_by_field() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_233_000_123);
    let receiver = Receiver::options().with_clock(move || now).start().unwrap();
    let clock = Arc::new(ManualClock::new(now));
    let app = launch_with(&receiver, |builder| builder.clock(clock).app_version("1.4.2"));
    app.telemetry.grant();
    app.telemetry.track(message(ModelSource::Remote, "my-proxy/gpt-4o"));
    app.flush();
    let request = &receiver.requests()[0];
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/api/v0/events"));
    assert_eq!(request.header("app-key"), Some(DEFAULT_KEY));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("content-encoding"), None, "the server reads no compressed body");
    let agent = concat!("Linux/6.1 telemetry-events/", env!("CARGO_PKG_VERSION"), " en-US");
    assert_eq!(request.header("user-agent"), Some(agent));
    let mut body = request.json().unwrap();
    let session = body[0]["sessionId"].take();
    assert!(
        session.as_str().unwrap().starts_with("1795233000")
            && session.as_str().unwrap().len() == 18
    );
    let sdk = concat!("telemetry-events@", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        body,
        json!([{
            "timestamp": "2026-11-21T03:50:00.123Z",
            "sessionId": null,
            "eventName": "message_sent",
            "systemProps": {
                "isDebug": cfg!(debug_assertions), "osName": "Linux", "osVersion": "6.1",
                "locale": "en-US", "appVersion": "1.4.2", "appBuildNumber": "", "engineName": "",
                "engineVersion": "", "deviceModel": "", "sdkVersion": sdk,
            },
            "props": {
                "source": "chat_ui", "model_source": "remote", "provider_type": "openai",
                "model_hash": "33322fc3fb99", "is_agent": false, "stream": true,
                "total_memory_gb": "16",
            },
        }])
    );
}

#[test]
fn p12_at_most_25_events_a_request() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    for _ in 0..60 {
        app.telemetry.track(AgentCreated);
    }
    app.flush();
    let sizes = batch_sizes(&receiver);
    assert!(sizes.iter().all(|size| *size <= 25) && sizes.iter().sum::<usize>() == 60, "{sizes:?}");
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}

#[test]
fn p12_texts_of_the_system_are_cut_to_what_the_server_takes() {
    let receiver = Receiver::start().unwrap();
    let machine = Machine {
        os_name: "Linux-".repeat(10),
        os_version: "9".repeat(64),
        locale: "en_US.UTF-8".to_owned(),
    };
    let version = "1".repeat(64);
    let app = launch_with(&receiver, |builder| builder.machine(machine).app_version(version));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched"], "{:?}", receiver.refused());
    let system = &receiver.events()[0].json["systemProps"];
    assert_eq!(system["locale"], "en-US");
    assert_eq!(system["osName"], "Linux-".repeat(5));
    assert_eq!(system["appVersion"], "1".repeat(50));
}

#[test]
fn p12_a_new_session_starts_after_an_hour_without_events() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now() - Duration::from_secs(3 * 60 * 60)));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.grant();
    for minutes in [0, 59, 59, 61] {
        clock.advance(Duration::from_secs(minutes * 60));
        app.telemetry.track(AgentCreated);
    }
    app.flush();
    let sessions: Vec<_> = receiver.events().into_iter().map(|event| event.session).collect();
    assert_eq!(sessions.len(), 4, "{:?}", receiver.refused());
    assert!(sessions[0] == sessions[1] && sessions[1] == sessions[2] && sessions[2] != sessions[3]);
}

/// A measure of something.
#[derive(TelemetryEvent)]
struct NumberMeasured {
    /// A number that the backend's decimals may not hold.
    number: f64,
    /// A number that they always hold.
    count: u64,
}

catalog! {
    /// Numbers.
    struct Numbers {
        title: "Numbers",
        app: "numbers",
        backends: [Aptabase],
        events: [NumberMeasured],
        never: [],
    }
}

/// One such number would have the server fail with the request half stored.
#[test]
fn p12_numbers_that_would_poison_a_batch_are_left_out() {
    let receiver = Receiver::start().unwrap();
    let telemetry = Telemetry::<Numbers>::new();
    let guard = telemetry.builder().start(Aptabase::new(DEFAULT_KEY).host(receiver.url())).unwrap();
    telemetry.grant();
    for number in [1.5, 1e300, f64::NAN, f64::INFINITY, -1e29] {
        telemetry.track(NumberMeasured { number, count: u64::MAX });
    }
    drop(guard);
    let sent: Vec<_> =
        receiver.events().iter().map(|event| event.props.get("number").cloned()).collect();
    assert_eq!(sent, [Some(json!(1.5)), None, None, None, None]);
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}
