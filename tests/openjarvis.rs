//! OpenJarvis from outside: two runs on one day and one on the next, each a process of its own.

#[path = "../examples/openjarvis/app.rs"]
#[allow(dead_code, reason = "the example uses more of it")]
mod app;
#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;
#[path = "../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "a session does not use every event and label")]
mod events;
#[path = "../examples/openjarvis/process.rs"]
mod process;
#[path = "../examples/openjarvis/runs.rs"]
mod runs;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use clap::Parser;
use process::{BEHIND, ENDPOINT, HOME, Jarvis};
use serde_json::{Value, json};
use telemetry_receiver::{Event, Receiver};

const DAY: u64 = 24 * 60 * 60;

/// How many seconds ago it was noon, on the last day that is over and so many days before.
fn noon(days_before: u64) -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    now.as_secs() % DAY + DAY / 2 + days_before * DAY
}

fn run(name: &str, receiver: &Receiver, home: &Path, behind: u64) {
    let mut process = child::command(&["run", name]);
    process.env(ENDPOINT, receiver.url()).env(HOME, home).env(BEHIND, behind.to_string());
    process.env_remove("DO_NOT_TRACK");
    child::run(process);
}

#[test]
fn the_application() {
    if let Some(words) = child::role() {
        Jarvis::parse_from(["openjarvis".to_owned()].into_iter().chain(words)).act().unwrap();
    }
}

fn of_name(receiver: &Receiver, name: &str) -> Vec<Event> {
    receiver.events().into_iter().filter(|event| event.name == name).collect()
}

/// The properties of that name of each such event.
fn properties<const N: usize>(receiver: &Receiver, name: &str, keys: [&str; N]) -> Vec<[Value; N]> {
    let events = of_name(receiver, name);
    events
        .iter()
        .map(|event| keys.map(|key| event.props.get(key).cloned().unwrap_or_default()))
        .collect()
}

#[test]
fn two_days_of_openjarvis_arrive_as_its_document_says() {
    let behind = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&behind);
    let now = move || SystemTime::now() - Duration::from_secs(clock.load(Ordering::Relaxed));
    let receiver = Receiver::options().with_clock(now).start().unwrap();
    let home = tempfile::tempdir().unwrap();
    for (name, seconds) in [("first", noon(1)), ("second", noon(1)), ("third", noon(0))] {
        assert!(of_name(&receiver, "usage_daily_summary").is_empty(), "the day is not over");
        behind.store(seconds, Ordering::Relaxed);
        run(name, &receiver, home.path(), seconds);
    }
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());

    // Each event at most as often as it may come, and the session without an answer not at all.
    assert_eq!(of_name(&receiver, "first_chat_sent").len(), 1);
    let tools = properties(&receiver, "tool_first_used", ["tool_name"]);
    assert_eq!(tools, [[json!("calculator")], [json!("custom_tool")], [json!("weather")]]);
    let keys =
        ["turn_count", "tokens_in", "tokens_out", "tool_count", "unique_tools", "error_count"];
    assert_eq!(
        properties(&receiver, "chat_session_ended", keys),
        [[2, 2800, 470, 2, 2, 1], [1, 90, 40, 1, 1, 0], [2, 40, 60, 0, 0, 1]]
            .map(|row| row.map(|number| json!(number)))
    );

    // Sent only when one was used; the same name always has the same hash.
    let hash = json!("8754b77c7eee26e4");
    let models =
        properties(&receiver, "chat_session_ended", ["model_hash", "unique_models", "engine"]);
    let ollama = json!("ollama");
    assert_eq!(
        models,
        [
            [hash.clone(), json!(1), ollama.clone()],
            [hash.clone(), json!(1), ollama.clone()],
            [Value::Null, json!(2), ollama]
        ]
    );
    assert_eq!(properties(&receiver, "model_changed", ["from_model_hash"]), [[hash]]);

    // One summary, of the day before, with what both runs saw.
    let keys = ["sessions", "total_tokens", "total_inferences", "unique_tools", "unique_models"];
    let summaries = properties(&receiver, "usage_daily_summary", keys);
    assert_eq!(summaries, [[3, 3500, 5, 2, 2].map(|number| json!(number))]);
    let durations = properties(&receiver, "chat_session_ended", ["duration_ms"]);
    let total: u64 = durations.iter().map(|[duration]| duration.as_u64().unwrap()).sum();
    assert_eq!(
        properties(&receiver, "usage_daily_summary", ["total_duration_ms", "total_errors"]),
        [[json!(total), json!(2)]]
    );

    // One install; what the handlers were not asked for stays on the machine.
    let id = fs::read_to_string(home.path().join(app::ID_FILE)).unwrap();
    assert!(receiver.events().iter().all(|event| event.json["distinct_id"] == id.trim()));
    for text in ["Jane", "jane", "llama3.1", "qwen", "2 + 2", "chat-1"] {
        assert!(!receiver.received_anywhere(text), "{text}");
    }
}
