//! The `before_send` hook: it may narrow what leaves, and nothing else.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::sync::Arc;
use std::time::Duration;

use osaurus::account::assert_adds_up;
use osaurus::events::*;
use osaurus::*;
use telemetry::{DropReason, RetryPolicy, Telemetry};
use telemetry_receiver::{Fault, Receiver};

#[test]
fn it_leaves_properties_out_of_what_the_server_gets() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder.before_send(|event| {
            event.omit("model");
            event.omit("stream");
            event.omit("no_such_key");
        })
    });
    app.telemetry.grant();
    app.telemetry.track(message(ModelSource::Local, "qwen3.5:2b"));
    app.flush();
    let [event] = &receiver.events()[..] else { panic!("one event") };
    let mut keys: Vec<_> = event.props.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["is_agent", "model_source", "provider_type", "source", "total_memory_gb"]);
}

#[test]
fn it_discards_events_and_says_so() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder.before_send(|event| {
            if event.name() == "agent_created" {
                event.discard();
            }
        })
    });
    app.telemetry.grant();
    app.telemetry.track(AgentCreated);
    app.telemetry.track(AppLaunched);
    app.telemetry.track(AgentCreated);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched"]);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Discarded), 2);
}

#[test]
fn it_sees_what_leaves_and_each_event_once() {
    let receiver = Receiver::start().unwrap();
    let (seen, sees) = std::sync::mpsc::channel();
    let app = launch_with(&receiver, |builder| {
        builder
            .retry(RetryPolicy { first_wait: Default::default(), ..Default::default() })
            .before_send(move |event| {
                let values: Vec<_> =
                    event.properties().map(|(key, value)| format!("{key}={value:?}")).collect();
                seen.send(values.join(" ")).unwrap();
            })
    });
    app.telemetry.grant();
    receiver.next(Fault::status(503));
    app.telemetry.track(message(ModelSource::Remote, "my-proxy/gpt-4o"));
    app.flush();
    let seen: Vec<_> = sees.try_iter().collect();
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(seen[0].contains("model_hash=Text(\"33322fc3fb99\")"), "{seen:?}");
    assert!(!seen[0].contains("gpt-4o"), "{seen:?}");
}

#[test]
fn its_panic_costs_that_event_only() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder.before_send(|event| assert_ne!(event.name(), "agent_created"))
    });
    app.telemetry.grant();
    app.telemetry.track(AgentCreated);
    app.telemetry.track(AppLaunched);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched"]);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::HookFailed), 1);
}

/// An event for each event would never end.
#[test]
fn what_it_tracks_itself_is_dropped() {
    let receiver = Receiver::start().unwrap();
    let slot: Arc<std::sync::OnceLock<&'static Telemetry<Osaurus>>> = Arc::default();
    let own = Arc::clone(&slot);
    let app = launch_with(&receiver, |builder| {
        builder.before_send(move |_| {
            if let Some(telemetry) = own.get() {
                telemetry.track(AgentCreated);
            }
        })
    });
    let telemetry: &'static _ = Box::leak(Box::new(app.telemetry));
    slot.set(telemetry).unwrap();
    telemetry.grant();
    telemetry.track(AppLaunched);
    let counts = telemetry.flush(PATIENCE);
    assert_eq!((counts.recorded, counts.sent), (2, 1));
    assert_eq!(counts.dropped.by(DropReason::Reentrant), 1);
    assert_eq!(names(&receiver), ["app_launched"]);
}

/// The hook waits for what the caller of the preview holds, and for the worker, which is itself.
#[test]
fn a_hook_that_waits_holds_nobody_up() {
    let receiver = Receiver::start().unwrap();
    let held = Arc::new(std::sync::Mutex::new(()));
    let (hooks, slot): (_, Arc<std::sync::OnceLock<&'static Telemetry<Osaurus>>>) =
        (Arc::clone(&held), Arc::default());
    let own = Arc::clone(&slot);
    let (arrive, arrival) = std::sync::mpsc::channel();
    let app = launch_with(&receiver, |builder| {
        builder.before_send(move |_| {
            arrive.send(()).unwrap();
            drop(hooks.lock());
            if let Some(telemetry) = own.get() {
                telemetry.flush(Duration::MAX);
            }
        })
    });
    let telemetry: &'static _ = Box::leak(Box::new(app.telemetry));
    slot.set(telemetry).unwrap();
    telemetry.grant();
    std::thread::scope(|scope| {
        let holding = held.lock().unwrap();
        telemetry.track(AppLaunched);
        scope.spawn(|| telemetry.flush(PATIENCE));
        arrival.recv_timeout(PATIENCE).unwrap();
        assert!(telemetry.preview().is_none());
        drop(holding);
    });
    telemetry.flush(PATIENCE);
    assert_eq!(names(&receiver), ["app_launched"]);
}

/// No call comes back to the hook, or waits for what the hook holds up.
#[test]
fn whatever_it_calls_comes_back() {
    type Call = fn(&Telemetry<Osaurus>);
    let calls: [(&str, Call); 8] = [
        ("withdraw", |telemetry| telemetry.withdraw()),
        ("grant", |telemetry| telemetry.grant()),
        ("reset", |telemetry| telemetry.reset_identity()),
        ("status", |telemetry| drop(telemetry.status())),
        ("preview", |telemetry| assert!(telemetry.preview().is_none())),
        ("flush", |telemetry| assert_adds_up(&telemetry.flush(Duration::MAX))),
        ("shut down", |telemetry| assert_adds_up(&telemetry.shut_down(Duration::MAX))),
        ("track", |telemetry| telemetry.track(AgentCreated)),
    ];
    for (what, call) in calls {
        let receiver = Receiver::start().unwrap();
        let slot: Arc<std::sync::OnceLock<&'static Telemetry<Osaurus>>> = Arc::default();
        let own = Arc::clone(&slot);
        let (come_back, comes_back) = std::sync::mpsc::channel();
        let app = launch_with(&receiver, |builder| {
            builder.before_send(move |_| {
                call(own.get().unwrap());
                come_back.send(()).unwrap();
            })
        });
        let telemetry: &'static _ = Box::leak(Box::new(app.telemetry));
        slot.set(telemetry).unwrap();
        telemetry.grant();
        telemetry.track(AppLaunched);
        let start = std::time::Instant::now();
        let counts = telemetry.flush(PATIENCE);
        comes_back.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{what}"));
        assert!(start.elapsed() < PATIENCE && counts.pending == 0, "{what}: {counts}");
        assert_adds_up(&counts);
    }
}
