//! Which day a value belongs to, and when the day is sent.

use std::fs;
use std::time::Duration;

use serde_json::json;
use telemetry::aggregate::{GRACE, SAVE_EVERY};
use telemetry_receiver::Receiver;

use super::chats::*;
use super::{COUNTERS, chat, run, summaries, wait_for};

#[test]
fn a_day_survives_restarts_and_is_sent_on_the_next() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| chat(app, 100, "llama3.1:8b"));
    run(&receiver, state.path(), 0, |app| chat(app, 200, "qwen3.5:2b"));
    run(&receiver, state.path(), 0, |app| chat(app, 300, "llama3.1:8b"));
    assert_eq!(summaries(&receiver).len(), 0, "the day is not over");
    run(&receiver, state.path(), 1, App::flush);
    assert_eq!(summaries(&receiver), [[3, 600, 1, 2, 3000].map(|number| json!(number))]);
    run(&receiver, state.path(), 1, App::flush);
    assert_eq!(summaries(&receiver).len(), 1, "once");
}

#[test]
fn midnight_passes_in_a_running_program() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| {
        chat(app, 1, "a");
        app.clock.advance(DAY / 2 - Duration::from_secs(1));
        chat(app, 2, "b");
        app.clock.advance(Duration::from_secs(2));
        // On the next day, and in the time of grace for what others saw of the last.
        chat(app, 4, "c");
        app.flush();
        assert_eq!(summaries(&receiver).len(), 0);
        app.clock.advance(GRACE);
        app.flush();
        assert_eq!(summaries(&receiver), [[2, 3, 1, 2, 2000].map(|number| json!(number))]);
        app.clock.advance(DAY);
        app.flush();
    });
    assert_eq!(summaries(&receiver)[1..], [[1, 4, 1, 1, 1000].map(|number| json!(number))]);
}

/// Fingerprints of one day cannot be compared with those of another, though the program runs on.
#[test]
fn a_day_that_begins_in_a_running_program_has_a_key_of_its_own() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    let key = || {
        let content = fs::read_to_string(state.path().join(COUNTERS)).unwrap();
        content.lines().find(|line| line.starts_with("key ")).unwrap().to_owned()
    };
    run(&receiver, state.path(), 0, |app| {
        chat(app, 1, "a");
        app.flush();
        let first = key();
        chat(app, 1, "a");
        app.flush();
        assert_eq!(key(), first, "the same day");
        chat(app, 1, "b");
        app.clock.advance(DAY);
        chat(app, 1, "a");
        app.flush();
        assert_ne!(key(), first, "another day");
    });
    run(&receiver, state.path(), 2, App::flush);
    let expected = [[3, 3, 1, 2, 3000], [1, 1, 1, 1, 1000]];
    assert_eq!(summaries(&receiver), expected.map(|day| day.map(|number| json!(number))));
}

/// Two processes that see something just before midnight, and never flush.
#[test]
fn what_a_process_saw_just_before_midnight_is_of_that_day() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    let apps = [App::new(), App::new()];
    let guards = apps.each_ref().map(|app| {
        app.clock.advance(DAY / 2 - Duration::from_secs(10));
        let guard = app.start(&receiver, state.path());
        app.telemetry.grant();
        guard
    });
    let mut saved = Vec::new();
    for app in &apps {
        chat(app, 1, "a");
        app.clock.advance(SAVE_EVERY);
        // By the worker, on the next day already.
        saved.push(wait_for(|| {
            fs::read_to_string(state.path().join(COUNTERS))
                .ok()
                .filter(|text| !saved.contains(text))
        }));
    }
    apps[0].clock.advance(GRACE);
    apps[0].flush();
    apps[1].clock.advance(GRACE);
    drop(guards);
    assert_eq!(summaries(&receiver), [[2, 2, 1, 1, 2000].map(|number| json!(number))]);
}

#[test]
fn a_day_on_which_nothing_happened_has_no_event() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| app.day.update(|day| day.sessions += 0));
    run(&receiver, state.path(), 1, |app| {
        app.flush();
        assert_eq!(app.telemetry.status().gathered.empty, 1);
    });
    run(&receiver, state.path(), 5, App::flush);
    assert_eq!(names(&receiver), [""; 0]);
}

#[test]
fn a_clock_that_was_ahead_does_not_keep_days_from_being_sent() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 1000, |app| chat(app, 1, "a"));
    run(&receiver, state.path(), 1001, App::flush);
    run(&receiver, state.path(), 2000, |app| chat(app, 2, "a"));
    assert_eq!(summaries(&receiver).len(), 1);
    run(&receiver, state.path(), 5, |app| chat(app, 4, "a"));
    run(&receiver, state.path(), 6, App::flush);
    assert_eq!(summaries(&receiver)[1..], [[2, 6, 1, 1, 2000].map(|number| json!(number))]);
}

#[test]
fn days_that_cannot_be_sent_are_bounded_and_nothing_is_lost() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    let guard = app.start(&receiver, state.path());
    for _ in 0..30 {
        chat(&app, 1, "a");
        app.clock.advance(DAY);
    }
    app.telemetry.grant();
    app.flush();
    drop(guard);
    let sessions = summaries(&receiver).into_iter().map(|summary| summary[0].as_u64().unwrap());
    assert_eq!(sessions.collect::<Vec<_>>(), [24, 1, 1, 1, 1, 1, 1]);
}

/// The first thing that a program does may be to end.
#[test]
fn a_program_that_ends_at_once_sends_the_day_before() {
    let receiver = Receiver::start().unwrap();
    for _ in 0..50 {
        let state = folder();
        run(&receiver, state.path(), 0, |app| chat(app, 1, "a"));
        run(&receiver, state.path(), 1, |_| {});
        run(&receiver, state.path(), 1, |_| {});
    }
    assert_eq!(summaries(&receiver).len(), 50);
}
