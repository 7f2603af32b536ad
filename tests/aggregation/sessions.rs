//! When a session begins, when it ends, and how many are open at once.

use std::thread;

use serde_json::json;
use telemetry::aggregate::{IDLE_AFTER, SessionAggregator};
use telemetry::{DropReason, OffReason, Overflow, State};
use telemetry_receiver::Receiver;

use super::chats::*;
use super::{SECOND, granted, properties};

#[test]
fn a_pause_ends_a_session_and_is_no_part_of_it() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update("idle", |chat| chat.turn_count += 1);
        app.clock.advance(SECOND);
        app.sessions.update("idle", |chat| chat.turn_count += 1);
        app.clock.advance(IDLE_AFTER - SECOND);
        app.sessions.update("busy", |chat| chat.turn_count += 1);
        assert_eq!(app.sessions.open(), 2);
        app.clock.advance(SECOND);
        // The worker is awake and has its own time: that it needs is no more than this.
        while app.sessions.open() > 1 {
            thread::yield_now();
        }
        app.flush();
    });
    let events = receiver.events();
    let told = events.iter().map(|event| (&event.props["turn_count"], &event.props["duration_ms"]));
    assert_eq!(told.collect::<Vec<_>>(), [(&json!(2), &json!(1000)), (&json!(1), &json!(0))]);
}

#[test]
fn a_session_that_never_ends_is_sent_when_telemetry_ends() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    let guard = app.start(&receiver, state.path());
    app.telemetry.grant();
    app.sessions.update("chat", |chat| chat.turn_count += 1);
    drop(guard);
    assert_eq!(names(&receiver), ["chat_session_ended"]);
    app.sessions.update("late", |chat| chat.turn_count += 1);
    assert_eq!(app.sessions.open(), 0);
}

#[test]
fn a_session_without_what_it_needs_is_no_event() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update("empty", |chat| chat.tokens_in += 5);
        app.sessions.end("empty");
        app.sessions.end("unknown");
        app.flush();
        assert_eq!(app.telemetry.status().gathered.empty, 1);
    });
    assert_eq!(names(&receiver), [""; 0]);
}

/// The application may ask anything of telemetry while it gathers: no lock is held.
#[test]
fn an_update_may_update() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update("outer", |chat| {
            app.sessions.update("outer", |chat| chat.turn_count += 1);
            app.day.update(|day| day.sessions += 1);
            app.telemetry.track(AppOpened);
            chat.turn_count += 1;
        });
        app.sessions.end("outer");
        app.flush();
    });
    assert_eq!(receiver.events()[1].props["turn_count"], 2);
}

#[test]
fn a_million_sessions_stay_bounded() {
    const SESSIONS: u64 = 1_000_000;
    const OPEN: usize = 100;
    let receiver = Receiver::start().unwrap();
    let (mut app, state) = (App::new(), folder());
    app.sessions = SessionAggregator::new().most_open(OPEN);
    // The user has not decided: what ends early waits like any other event.
    let guard = app.start_with(&receiver, state.path(), |builder| {
        builder.waiting_capacity(64).capacity(64, Overflow::DropNewest)
    });
    for session in 0..SESSIONS {
        app.sessions.update(session, |chat| chat.turn_count += 1);
        assert!(app.sessions.open() <= OPEN);
    }
    let status = app.telemetry.status();
    assert_eq!(status.gathered.open, OPEN as u64);
    assert_eq!(status.gathered.ended_early, SESSIONS - OPEN as u64);
    assert_eq!(status.counts.pending, 64);
    assert_eq!(status.counts.dropped.by(DropReason::Overflow), SESSIONS - OPEN as u64 - 64);
    // The session that was touched last is still open.
    app.telemetry.withdraw();
    assert_eq!(app.sessions.open(), 0, "a refusal forgets");
    drop(guard);
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn the_session_that_was_idle_longest_ends_early() {
    let receiver = Receiver::start().unwrap();
    let (mut app, state) = (App::new(), folder());
    app.sessions = SessionAggregator::new().most_open(2);
    let guard = app.start(&receiver, state.path());
    app.telemetry.grant();
    for (session, turns) in [(1, 1), (2, 10), (1, 100), (3, 1000)] {
        app.sessions.update(session, |chat| chat.turn_count += turns);
    }
    app.flush();
    assert_eq!(properties(&receiver)["turn_count"], 10);
    drop(guard);
    assert_eq!(receiver.events().len(), 3);
}

#[test]
fn nothing_is_gathered_while_telemetry_is_off() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    app.sessions.update(1, |_| panic!("it has not started"));
    let guard = app.start_with(&receiver, state.path(), |builder| builder.disabled(true));
    app.sessions.update(1, |_| panic!("it is off"));
    app.day.update(|_| panic!("it is off"));
    assert_eq!(app.telemetry.status().state, State::Off(OffReason::Disabled));
    drop(guard);
    let (app, state) = (App::new(), folder());
    let guard = app.start(&receiver, state.path());
    app.sessions.update(1, |chat| chat.turn_count += 1);
    app.telemetry.withdraw();
    app.sessions.update(1, |_| panic!("the user refused"));
    app.telemetry.grant();
    app.sessions.update(1, |chat| chat.turn_count += 10);
    drop(guard);
    assert_eq!(properties(&receiver)["turn_count"], 10, "nothing from before the refusal");
}
