//! One event a day: through restarts, with the user's consent, and whatever is wrong with the folder.

#[path = "../support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

#[path = "../support/outside.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod outside;

mod consent;
mod days;
mod disk;
mod faults;

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use telemetry_receiver::Receiver;

use chats::*;

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

/// Waits for the worker.
fn wait_for<T>(mut look: impl FnMut() -> Option<T>) -> T {
    loop {
        match look() {
            Some(found) => return found,
            None => std::thread::yield_now(),
        }
    }
}
