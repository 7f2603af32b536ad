//! What the application does at the end of a session: it may panic, and it may begin another.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use telemetry::aggregate::SessionAggregator;
use telemetry_receiver::Receiver;

use super::chats::*;

#[test]
fn a_handler_that_panics_is_counted_and_others_go_on() {
    static ENDED: AtomicU64 = AtomicU64::new(0);
    fn on_end(chat: &ChatSessionEnded) {
        ENDED.fetch_add(chat.turn_count.get(), Ordering::Relaxed);
        assert!(chat.turn_count.get() < 2, "the handler panics");
    }
    let receiver = Receiver::start().unwrap();
    let (mut app, state) = (App::new(), folder());
    app.sessions = SessionAggregator::new().on_end(on_end);
    let guard = app.start(&receiver, state.path());
    app.telemetry.grant();
    app.sessions.update("one", |chat| chat.turn_count += 1);
    app.sessions.update("one", |chat| {
        chat.turn_count += 1000;
        panic!("in the middle of an update")
    });
    app.sessions.update("two", |chat| chat.turn_count += 2);
    app.sessions.end("one");
    app.sessions.end("two");
    app.flush();
    let status = app.telemetry.status();
    assert_eq!(status.gathered.panicked, 2, "{status}");
    assert!(status.to_string().contains("2 panicked"), "{status}");
    drop(guard);
    let turns = receiver.events().iter().map(|event| event.props["turn_count"].clone()).collect();
    assert_eq!((Value::Array(turns), ENDED.load(Ordering::Relaxed)), (json!([1, 2]), 3));
}

/// A handler that begins a session for each one that ends: it would never come to an end.
static SESSIONS: SessionAggregator<ChatSessionEnded> =
    SessionAggregator::new().most_open(2).on_end(on_end);

static ENDED: AtomicU64 = AtomicU64::new(0);

fn on_end(_: &ChatSessionEnded) {
    let ended = ENDED.fetch_add(1, Ordering::Relaxed);
    assert!(ended < 1000, "it does not come to an end");
    SESSIONS.update(("after", ended), |chat| chat.turn_count += 100);
    SESSIONS.end_all();
}

#[test]
fn their_updates_are_left_out_and_counted() {
    let (app, state) = (App::new(), folder());
    let receiver = Receiver::start().unwrap();
    let guard = app.start_with(&receiver, state.path(), |builder| builder.sessions(&SESSIONS));
    app.telemetry.grant();
    for session in 0..5 {
        SESSIONS.update(session, |chat| chat.turn_count += 1);
    }
    SESSIONS.end_all();
    assert_eq!((SESSIONS.open(), ENDED.load(Ordering::Relaxed)), (0, 5));
    let status = app.telemetry.status();
    assert_eq!((status.gathered.left_out, status.gathered.panicked), (5, 0), "{status}");
    assert!(status.to_string().contains("5 left out"), "{status}");
    // Not within the handler, it goes on.
    SESSIONS.update(0, |chat| chat.turn_count += 1);
    assert_eq!(SESSIONS.open(), 1);
    drop(guard);
    let events = receiver.events();
    assert_eq!(events.len(), 6);
    assert!(events.iter().all(|event| event.props["turn_count"] == 1));
}
