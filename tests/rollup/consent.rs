//! Nothing is on disk before the user agrees, and nothing that is ours after a refusal.

use std::fs;

use telemetry_receiver::Receiver;

use super::chats::*;
use super::outside::files;
use super::{COUNTERS, LOCK, chat, run, summaries};

/// P6, P10: neither counters nor anything else.
#[test]
fn p6_nothing_is_on_disk_before_the_user_agrees() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    let guard = app.start(&receiver, state.path());
    chat(&app, 1, "a");
    app.clock.advance(DAY * 3);
    chat(&app, 2, "b");
    app.telemetry.flush(PATIENCE);
    assert_eq!(files(state.path()), [""; 0]);
    app.telemetry.grant();
    app.flush();
    assert_eq!(summaries(&receiver).len(), 1, "what was seen before is told after");
    app.telemetry.withdraw();
    assert_eq!(files(state.path()), ["consent", "id"], "a refusal removes the counters");
    chat(&app, 4, "c");
    drop(guard);
    assert_eq!(files(state.path()), ["consent", "id"]);
}

#[test]
fn a_refusal_while_telemetry_is_off_removes_the_counters_too() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| chat(app, 1, "a"));
    assert_eq!(files(state.path()), ["consent", COUNTERS, LOCK]);
    let app = App::new();
    let _guard = app.start_with(&receiver, state.path(), |builder| builder.disabled(true));
    app.telemetry.withdraw();
    assert_eq!(files(state.path()), ["consent"]);
}

#[test]
fn a_refusal_leaves_the_files_of_others_alone() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    let others = ["rollup-config.mjs", "rollup-config.mjs.lock", "rollup-x.lock", "rollup-1"];
    for other in others {
        fs::write(state.path().join(other), "export default {}").unwrap();
    }
    // Empty, but of files that are not ours, or not named like an event's.
    fs::write(state.path().join("rollup-1.lock"), "").unwrap();
    fs::write(state.path().join("rollup-config.js.lock"), "").unwrap();
    for folder in ["rollup-cache", "rollup-cache.lock"] {
        fs::create_dir(state.path().join(folder)).unwrap();
    }
    // Ours: what a process that was killed left behind.
    fs::write(state.path().join("rollup-usage.0f0f"), "rollup 1 0123456789abcdef\nkey").unwrap();
    fs::write(state.path().join("rollup-usage.lock"), "").unwrap();
    run(&receiver, state.path(), 0, |app| {
        chat(app, 1, "a");
        app.flush();
        app.telemetry.withdraw();
        let status = app.telemetry.status();
        assert!(status.problems.is_empty(), "{status}");
    });
    let mut left = others.to_vec();
    let empty = ["rollup-1.lock", "rollup-config.js.lock"];
    left.extend(empty.iter().chain(&["consent", "rollup-cache", "rollup-cache.lock"]));
    left.sort_unstable();
    assert_eq!(files(state.path()), left);
}

/// The other process refuses while this one still gathers.
#[test]
fn a_refusal_elsewhere_keeps_counters_off_the_disk() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| {
        chat(app, 1, "a");
        let other = App::new();
        let _guard = other.start(&receiver, state.path());
        other.telemetry.withdraw();
    });
    let found = files(state.path());
    assert!(!found.contains(&COUNTERS.to_owned()), "{found:?}");
}
