//! One event a day: through restarts, with the user's consent, and whatever is wrong with the folder.

#[path = "support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

#[path = "support/outside.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod outside;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chats::*;
use outside::files;
use serde_json::{Value, json};
use telemetry::aggregate::{GRACE, SAVE_EVERY};
use telemetry::clock::SystemClock;
use telemetry::{ConsentPolicy, Place, StartError, Telemetry};
use telemetry_receiver::{Fault, Hold, Receiver};

const COUNTERS: &str = "rollup-usage_daily_summary";

const LOCK: &str = "rollup-usage_daily_summary.lock";

/// One run of the application on a day, which is over when this returns.
fn run(receiver: &Receiver, folder: &Path, day: u32, what: impl FnOnce(&App)) {
    let app = App::new();
    app.clock.advance(DAY * day);
    let guard = app.start(receiver, folder);
    app.telemetry.grant();
    what(&app);
    drop(guard);
}

fn chat(app: &App, tokens: u64, model: &str) {
    app.day.update(|day| {
        day.sessions += 1;
        day.total_tokens += tokens;
        day.unique_tools.see(Tool::Shell);
        day.unique_models.see(model);
        day.latency_ms.see(Duration::from_millis(tokens));
        day.total_duration_ms += Duration::from_secs(1);
    });
}

/// The summaries that arrived, each as the number of sessions, tokens, tools, models and milliseconds.
fn summaries(receiver: &Receiver) -> Vec<[Value; 5]> {
    let keys = ["sessions", "total_tokens", "unique_tools", "unique_models", "total_duration_ms"];
    let events = receiver.events();
    let days = events.iter().filter(|event| event.name == "usage_daily_summary");
    days.map(|event| keys.map(|key| event.props[key].clone())).collect()
}

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

/// Waits for the worker.
fn wait_for<T>(mut look: impl FnMut() -> Option<T>) -> T {
    loop {
        match look() {
            Some(found) => return found,
            None => std::thread::yield_now(),
        }
    }
}

/// Without a call of the application: the worker looks after it.
#[test]
fn counters_are_on_disk_after_a_while() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| {
        app.flush();
        chat(app, 1, "a");
        assert!(!files(state.path()).contains(&COUNTERS.to_owned()));
        app.clock.advance(SAVE_EVERY);
        wait_for(|| state.path().join(COUNTERS).exists().then_some(()));
    });
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

/// P10: what is on disk are counters, and of texts fingerprints that differ from day to day.
#[test]
fn p10_no_text_is_on_disk() {
    let receiver = Receiver::start().unwrap();
    let contents = [folder(), folder()].map(|state| {
        run(&receiver, state.path(), 0, |app| {
            chat(app, 4711, "acme-internal/legal-bot");
            app.sessions.update("jane@example.com", |chat| {
                chat.turn_count += 1;
                chat.model.see("acme-internal/legal-bot");
            });
            app.flush();
            let all = files(state.path());
            for file in &all {
                let content = fs::read_to_string(state.path().join(file)).unwrap();
                for word in ["acme", "legal", "jane", "4711", "usage_daily_summary", "total"] {
                    assert!(!content.contains(word), "{word} is in {file}: {content}");
                }
            }
        });
        let content = fs::read_to_string(state.path().join(COUNTERS)).unwrap();
        let day = content.lines().find(|line| line.starts_with("day ")).unwrap();
        day.rsplit_once(' ').unwrap().1.to_owned()
    });
    // One text, one count, another key: the fingerprints differ.
    assert_ne!(contents[0], contents[1]);
    assert_eq!(contents[0].len(), contents[1].len());
}

#[cfg(unix)]
#[test]
fn p10_nobody_else_can_read_the_counters() {
    use std::os::unix::fs::PermissionsExt;
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path(), 0, |app| chat(app, 1, "a"));
    for file in [COUNTERS, LOCK] {
        let mode = state.path().join(file).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
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
