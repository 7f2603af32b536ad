//! What is on disk of a day, and who can read it.

use std::fs;

use telemetry::aggregate::SAVE_EVERY;
use telemetry_receiver::Receiver;

#[cfg(unix)]
use super::LOCK;
use super::chats::*;
use super::outside::files;
use super::{COUNTERS, chat, run, wait_for};

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
