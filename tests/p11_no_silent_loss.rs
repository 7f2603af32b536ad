//! P11: what was dropped is counted by its reason, and at every moment what was recorded is the sum
//! of what was sent, dropped and still waits.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use osaurus::account::assert_adds_up;
use osaurus::events::*;
use osaurus::*;
use telemetry::testing::ManualClock;
use telemetry::{DropReason, Overflow, Place, RetryPolicy};
use telemetry_receiver::{Fault, Receiver};

#[test]
fn p11_what_the_server_refuses_is_counted() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    receiver.next(Fault::status(404));
    app.telemetry.track(AppLaunched);
    app.flush();
    let status = app.telemetry.status();
    assert_eq!(status.counts.dropped.by(DropReason::Refused), 1);
    assert_eq!(
        status.problems[&Place::Delivery],
        "the server answered with status 404: no app has this key there: compare the key with the app's settings, and the host with its server"
    );
}

#[test]
fn p11_a_problem_is_over_when_the_next_batch_arrives() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    receiver.next(Fault::status(503));
    app.telemetry.track(AppLaunched);
    app.flush();
    assert_eq!(receiver.requests().len(), 2);
    assert!(app.telemetry.status().problems.is_empty());
}

#[test]
fn p11_a_batch_is_given_up_after_its_retries() {
    let receiver = Receiver::start().unwrap();
    let no_wait = RetryPolicy { retries: 3, first_wait: Duration::ZERO, ..RetryPolicy::default() };
    let app = launch_with(&receiver, |builder| builder.retry(no_wait));
    app.telemetry.grant();
    receiver.always(Fault::status(500));
    app.telemetry.track(AppLaunched);
    app.flush();
    assert_eq!(receiver.requests().len(), 4);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::RetriesUsedUp), 1);
}

/// The report takes the place of one event in the first batch, and that one is sent alone.
#[test]
fn p11_a_flush_waits_for_all_events_beside_the_report_of_losses() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder.waiting_capacity(25).report_losses(|_| Some(AgentCreated))
    });
    for _ in 0..26 {
        app.telemetry.track(AppLaunched);
    }
    app.telemetry.grant();
    app.flush();
    assert_eq!(batch_sizes(&receiver), [25, 1]);
}

#[test]
fn p11_a_batch_that_is_too_large_is_split() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    receiver.script([Fault::status(413), Fault::status(413)]);
    for index in 0..4 {
        app.telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
    }
    app.flush();
    assert_eq!(batch_sizes(&receiver), [4, 2, 1, 1, 2]);
    assert_eq!(receiver.events().len(), 4);
}

/// One event that the server stumbles over costs itself, and not those that it is sent with.
#[test]
fn p11_a_batch_that_is_poisoned_is_split_after_its_retries() {
    let receiver = Receiver::start().unwrap();
    let no_wait = RetryPolicy { retries: 1, first_wait: Duration::ZERO, ..RetryPolicy::default() };
    let app = launch_with(&receiver, |builder| builder.retry(no_wait));
    app.telemetry.grant();
    receiver.script([(); 4].map(|()| Fault::status(500)));
    for index in 0..4 {
        app.telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
    }
    app.flush();
    assert_eq!(batch_sizes(&receiver), [4, 4, 2, 1, 1, 2]);
    assert_eq!(indexes(&receiver), [1, 2, 3]);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::RetriesUsedUp), 1);
}

/// A server that fails in any case is not asked for each event.
#[test]
fn p11_a_server_that_always_fails_is_not_asked_for_each_event() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let no_wait = RetryPolicy { first_wait: Duration::ZERO, ..RetryPolicy::default() };
    let app = launch_with(&receiver, |builder| builder.retry(no_wait).clock(clock.clone()));
    app.telemetry.grant();
    receiver.always(Fault::status(500));
    for _ in 0..25 {
        app.telemetry.track(AgentCreated);
    }
    while app.telemetry.flush(Duration::from_millis(1)).pending > 0 {
        // Half an hour is the longest rest.
        clock.advance(Duration::from_secs(30 * 60));
    }
    let counts = app.telemetry.status().counts;
    assert_eq!(counts.dropped.by(DropReason::RetriesUsedUp), 25, "{counts}");
    let requests = receiver.requests().len();
    assert!(requests < 25, "{requests} requests, where there would be 54");
}

#[test]
fn p11_stale_events_are_counted_not_sent() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.track(AppLaunched);
    clock.advance(Duration::from_secs(25 * 60 * 60));
    app.telemetry.track(AgentCreated);
    app.telemetry.grant();
    app.flush();
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Stale), 1);
    assert_eq!(receiver.requests().len(), 1);
}

/// As on a machine that sleeps with the lid closed: the server would take them and throw them away.
#[test]
fn p11_events_that_become_stale_between_two_attempts_are_counted_not_sent() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    receiver.next(Fault::retry_after(503, "20"));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    assert_eq!(app.telemetry.flush(Duration::from_secs(1)).pending, 1);
    clock.advance(Duration::from_secs(25 * 60 * 60));
    app.flush();
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Stale), 1);
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn p11_the_counts_add_up_at_every_moment() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder
            .capacity(50, Overflow::DropOldest)
            .retry(RetryPolicy { retries: 0, ..RetryPolicy::default() })
    });
    app.telemetry.grant();
    let faults = [
        Fault::status(503),
        Fault::Close,
        Fault::status(404),
        Fault::status(413),
        Fault::LoseAnswer,
    ];
    receiver.script(faults.into_iter().cycle().take(40));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let telemetry = &app.telemetry;
        let watcher = scope.spawn(|| {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) {
                let counts = telemetry.status().counts;
                assert_adds_up(&counts);
                looks += 1;
            }
            looks
        });
        let trackers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(move || {
                    for index in 0..=255 {
                        telemetry.track(OnboardingStepViewed { step: Step::Done, index });
                    }
                })
            })
            .collect();
        for tracker in trackers {
            tracker.join().unwrap();
        }
        telemetry.flush(PATIENCE);
        telemetry.withdraw();
        done.store(true, Ordering::Relaxed);
        assert!(watcher.join().unwrap() > 0);
    });
    let counts = app.telemetry.status().counts;
    assert_adds_up(&counts);
    assert_eq!(counts.recorded, 1024);
}
