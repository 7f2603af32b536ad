//! P8: `track` never blocks on I/O, never panics, never grows without bound.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use osaurus::events::*;
use osaurus::*;
use telemetry::transport::{Http, HttpError, Permit, Request, Response};
use telemetry::{DropReason, OffReason, Overflow, Place, RetryPolicy, State};
use telemetry_receiver::{Event, Fault, Hold, Receiver};

#[test]
fn p8_track_returns_while_the_server_hangs() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let hold = Hold::new();
    receiver.always(Fault::Hold(hold.clone()));
    app.telemetry.grant();
    for index in 0..25 {
        app.telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
    }
    assert!(hold.wait_for_arrival(PATIENCE), "the worker is stuck in a request");
    for _ in 0..1000 {
        app.telemetry.track(AgentCreated);
    }
    let counts = app.telemetry.status().counts;
    assert_eq!((counts.recorded, counts.sent, counts.pending), (1025, 0, 1025));
    hold.release();
    receiver.recover();
    app.flush();
    assert_eq!(receiver.events().len(), 1025);
}

#[test]
fn p8_a_full_queue_gives_up_what_it_was_told_to() {
    for (overflow, kept) in [(Overflow::DropNewest, 0..10), (Overflow::DropOldest, 40..50)] {
        let receiver = Receiver::start().unwrap();
        let app = launch_with(&receiver, |builder| builder.capacity(10, overflow));
        with_one_under_way(&receiver, &app, || {
            for index in 0..50 {
                app.telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
            }
            assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Overflow), 40);
        });
        app.flush();
        let indexes: Vec<_> = receiver
            .events()
            .iter()
            .filter_map(|event| event.props.get("index")?.as_u64())
            .collect();
        assert_eq!(indexes, kept.collect::<Vec<_>>(), "{overflow:?}");
    }
}

#[test]
fn p8_no_event_of_many_threads_is_lost_or_sent_twice() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| builder.capacity(100_000, Overflow::DropNewest));
    app.telemetry.grant();
    let models: Vec<Vec<String>> =
        (0..8).map(|thread| (0..500).map(|n| format!("model-{thread}-{n}")).collect()).collect();
    thread::scope(|scope| {
        for models in &models {
            let telemetry = &app.telemetry;
            scope.spawn(move || {
                for model in models {
                    telemetry.track(message(ModelSource::Local, model));
                }
            });
        }
    });
    app.flush();
    let arrived: Vec<_> = receiver
        .events()
        .iter()
        .map(|event| event.props["model"].as_str().unwrap().to_owned())
        .collect();
    let distinct: BTreeSet<_> = arrived.iter().cloned().collect();
    assert_eq!((arrived.len(), distinct.len()), (4000, 4000));
    assert_eq!(distinct, models.into_iter().flatten().collect());
}

#[test]
fn p8_events_of_one_thread_arrive_in_order() {
    let receiver = Receiver::start().unwrap();
    let no_wait = RetryPolicy { first_wait: Duration::ZERO, ..RetryPolicy::default() };
    let app = launch_with(&receiver, |builder| builder.retry(no_wait));
    app.telemetry.grant();
    receiver.script([Fault::status(503), Fault::Close, Fault::status(413)]);
    for index in 0..200 {
        app.telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
    }
    app.flush();
    assert_eq!(indexes(&receiver), (0..200).collect::<Vec<_>>());
}

/// Who flushes waits for what was tracked before, although there is no end to what comes.
#[test]
fn p8_a_flush_does_not_wait_for_what_comes_after_it() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let telemetry = &app.telemetry;
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                match telemetry.status().counts.pending {
                    0..30 => telemetry.track(AgentCreated),
                    _ => thread::yield_now(),
                }
            }
        });
        let start = Instant::now();
        let arrived: Vec<_> = (0..5)
            .map(|index| {
                telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
                telemetry.flush(PATIENCE);
                let of_index = |event: &Event| event.props.get("index") == Some(&index.into());
                receiver.events().iter().any(of_index)
            })
            .collect();
        done.store(true, Ordering::Relaxed);
        assert_eq!(arrived, [true; 5]);
        assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    });
}

/// An event may be tracked while another one is being made, as in a `Drop` or a hook.
#[test]
fn p8_track_within_track_is_fine() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.track_with(|| {
        app.telemetry.track(AgentCreated);
        AppLaunched
    });
    app.flush();
    assert_eq!(names(&receiver), ["agent_created", "app_launched"]);
}

#[test]
fn p8_a_drop_during_unwinding_is_fine() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    let telemetry = &app.telemetry;
    let guard = app.guard;
    let unwound = thread::scope(|scope| {
        scope
            .spawn(move || {
                let _guard = guard;
                telemetry.track(AppLaunched);
                panic!("the application fails");
            })
            .join()
    });
    assert!(unwound.is_err());
    assert_eq!(names(&receiver), ["app_launched"]);
}

/// A client that is broken beyond an error.
struct Broken;

impl Http for Broken {
    fn post(&mut self, _: &Request, _: &Permit) -> Result<Response, HttpError> {
        panic!("a defect")
    }
}

#[test]
fn p8_a_panic_of_the_worker_stays_there() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| builder.http(Broken));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    let start = Instant::now();
    let counts = app.telemetry.flush(PATIENCE);
    assert!(start.elapsed() < PATIENCE, "who waits for the worker is told");
    assert_eq!((counts.pending, counts.dropped.by(DropReason::WorkerFailed)), (0, 1));
    app.telemetry.track(AgentCreated);
    let status = app.telemetry.status();
    assert_eq!(status.state, State::Off(OffReason::WorkerFailed));
    assert!(status.problems[&Place::Worker].contains("panicked"), "{status}");
    drop(app.guard);
    assert_eq!(receiver.connections(), 0);
}

/// What the application's own code does while an event is made is the application's; telemetry goes on.
#[test]
fn p8_a_panic_while_an_event_is_made_leaves_the_rest_alone() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    let telemetry = &app.telemetry;
    let made = thread::scope(|scope| {
        scope.spawn(|| telemetry.track_with(|| -> AppLaunched { panic!("not made") })).join()
    });
    assert!(made.is_err());
    app.telemetry.track(AgentCreated);
    app.flush();
    assert_eq!(names(&receiver), ["agent_created"]);
    assert_eq!(app.telemetry.status().counts.recorded, 1);
}
