//! A folder, a file, a lock or a server that cannot be used costs no counter, and is a reason in the status.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use telemetry::aggregate::SAVE_EVERY;
use telemetry::clock::SystemClock;
use telemetry::{ConsentPolicy, Place, StartError, Telemetry};
use telemetry_receiver::{Fault, Hold, Receiver};

use super::chats::*;
use super::outside::files;
use super::{COUNTERS, LOCK, chat, run, summaries};

#[test]
fn a_rollup_needs_a_folder() {
    let telemetry = Telemetry::<Chats>::new();
    let transport = telemetry::PostHog::new("phc_0123456789abcdef").host("http://127.0.0.1:9");
    let error = telemetry.builder().start(transport).unwrap_err();
    assert!(matches!(error, StartError::NoStateFolder { .. }), "{error}");
}

/// The counters wait in memory, the status says why, and they are kept as soon as that is possible.
#[test]
fn a_folder_that_is_none_is_a_reason_and_loses_nothing() {
    let receiver = Receiver::start().unwrap();
    let above = folder();
    let state = above.path().join("state");
    fs::write(&state, "a file in the folder's place").unwrap();
    let app = App::new();
    let guard = app.start_with(&receiver, &state, |builder| {
        builder.consent_policy(ConsentPolicy::OnUntilOptedOut)
    });
    app.telemetry.grant();
    chat(&app, 1, "a");
    app.telemetry.track(AppOpened);
    app.flush();
    let status = app.telemetry.status();
    assert!(status.problems.contains_key(&Place::Rollup), "{status}");
    assert_eq!(names(&receiver), ["app_opened"], "other events go on");
    fs::remove_file(&state).unwrap();
    app.clock.advance(SAVE_EVERY);
    app.flush();
    let status = app.telemetry.status();
    assert!(!status.problems.contains_key(&Place::Rollup), "{status}");
    assert!(state.join(COUNTERS).exists());
    drop(guard);
}

/// The rollup's files are something else than files.
#[test]
fn what_is_not_a_plain_file_is_a_reason() {
    let receiver = Receiver::start().unwrap();
    for name in [COUNTERS, LOCK] {
        let state = folder();
        fs::create_dir(state.path().join(name)).unwrap();
        run(&receiver, state.path(), 0, |app| {
            chat(app, 1, "a");
            app.telemetry.track(AppOpened);
            app.flush();
            let status = app.telemetry.status();
            assert!(status.problems[&Place::Rollup].contains("plain file"), "{status}");
        });
    }
    assert_eq!(names(&receiver), ["app_opened", "app_opened"]);
}

#[test]
fn a_damaged_file_is_replaced_and_counted() {
    let receiver = Receiver::start().unwrap();
    let sound = {
        let state = folder();
        run(&receiver, state.path(), 0, |app| chat(app, 1, "a"));
        fs::read(state.path().join(COUNTERS)).unwrap()
    };
    let without_its_end = sound[..sound.len() - 1].to_vec();
    let mut changed = sound.clone();
    changed[40] ^= 1;
    let cut = |part: usize| sound[..sound.len() * part / 5].to_vec();
    let damages =
        [vec![], b"hello".to_vec(), vec![0xff; 100], without_its_end, changed, cut(1), cut(3)];
    for damage in damages {
        let state = folder();
        fs::write(state.path().join(COUNTERS), &damage).unwrap();
        run(&receiver, state.path(), 0, |app| {
            chat(app, 1, "a");
            app.flush();
            let status = app.telemetry.status();
            assert_eq!(status.gathered.damaged, 1, "{status}");
        });
        run(&receiver, state.path(), 1, |app| {
            app.flush();
            assert_eq!(app.telemetry.status().gathered.damaged, 0);
        });
    }
    let expected = [1, 1, 1, 1, 1000].map(|number| json!(number));
    assert_eq!(summaries(&receiver), vec![expected; 7]);
}

/// What an older version of the application counted means something else.
#[test]
fn counters_of_another_declaration_are_replaced() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| chat(app, 1, "a"));
    let path = state.path().join(COUNTERS);
    let content = fs::read_to_string(&path).unwrap();
    let (head, rest) = content.split_once('\n').unwrap();
    fs::write(&path, format!("{}0\n{rest}", &head[..head.len() - 1])).unwrap();
    run(&receiver, state.path(), 1, |app| {
        app.flush();
        assert_eq!(app.telemetry.status().gathered.damaged, 1);
    });
    assert_eq!(summaries(&receiver).len(), 0);
}

/// A process that hangs, or is stopped, while it holds the lock.
#[test]
fn a_lock_that_is_held_for_long_keeps_nobody_waiting_and_loses_nothing() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    let held = fs::File::create(state.path().join(LOCK)).unwrap();
    held.lock().unwrap();
    run(&receiver, state.path(), 0, |app| {
        chat(app, 1, "a");
        app.telemetry.track(AppOpened);
        app.flush();
        assert_eq!(names(&receiver), ["app_opened"]);
        let status = app.telemetry.status();
        assert!(status.problems[&Place::Rollup].contains("holds its lock"), "{status}");
        held.unlock().unwrap();
        app.flush();
        let status = app.telemetry.status();
        assert!(!status.problems.contains_key(&Place::Rollup), "{status}");
        // A refusal does not wait for the lock either.
        held.lock().unwrap();
        app.telemetry.withdraw();
    });
    assert_eq!(files(state.path()), ["consent", "id"]);
}

/// The worker waits for the server when the program ends; nobody waits for the worker.
#[test]
fn a_server_that_does_not_answer_costs_no_counter() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    let hold = Hold::new();
    receiver.always(Fault::Hold(hold.clone()));
    let guard = app.start_with(&receiver, state.path(), |builder| {
        builder.clock(Arc::new(SystemClock::new())).flush_every(Duration::ZERO)
    });
    app.telemetry.grant();
    app.telemetry.track(AppOpened);
    assert!(hold.wait_for_arrival(PATIENCE));
    chat(&app, 1, "a");
    drop(guard);
    assert!(state.path().join(COUNTERS).exists());
    hold.release();
}
