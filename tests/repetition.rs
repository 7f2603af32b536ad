//! Events that may be sent once: per install or per process, and per value, of which none is one.

#[path = "support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

use std::path::Path;

use chats::*;
use serde_json::Value;
use telemetry::DropReason;
use telemetry_receiver::Receiver;

/// One process of the application: it tells of everything twice.
fn run(receiver: &Receiver, state: &Path) {
    let app = App::new();
    let guard = app.start(receiver, state);
    app.telemetry.grant();
    for _ in 0..2 {
        for tool_name in [Some(Tool::Shell), Some(Tool::Weather), None] {
            app.telemetry.track(ToolFirstUsed { tool_name });
        }
        for engine in [Some(Engine::Ollama), Some(Engine::Mlx), None] {
            app.telemetry.track(EngineStarted { engine });
        }
        app.telemetry.track(WindowShown);
        app.telemetry.track(FirstChatSent);
    }
    app.flush();
    let counts = app.telemetry.status().counts;
    assert_eq!(counts.recorded, 16);
    assert_eq!(counts.dropped.total(), counts.dropped.by(DropReason::Repeated), "{counts}");
    drop(guard);
}

/// The events of that name, by the value that they are sent once per.
fn values(receiver: &Receiver, name: &str, key: &str) -> Vec<Option<String>> {
    let events = receiver.events();
    let of_name = events.iter().filter(|event| event.name == name);
    of_name.map(|event| event.props.get(key).and_then(Value::as_str).map(str::to_owned)).collect()
}

fn some(values: [&str; 2]) -> Vec<Option<String>> {
    let [first, second] = values.map(|value| Some(value.to_owned()));
    vec![first, second, None]
}

#[test]
fn each_value_and_none_come_once_per_install_or_once_per_process() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    run(&receiver, state.path());
    run(&receiver, state.path());
    let tools = some(["shell", "weather"]);
    assert_eq!(values(&receiver, "tool_first_used", "tool_name"), tools, "in the first process");
    let engines = some(["ollama", "mlx"]);
    let both = [engines.clone(), engines].concat();
    assert_eq!(values(&receiver, "engine_started", "engine"), both, "in each process");
    let count = |name| values(&receiver, name, "").len();
    assert_eq!((count("window_shown"), count("first_chat_sent")), (2, 1));
    let mut markers: Vec<_> = std::fs::read_dir(state.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("once-"))
        .collect();
    markers.sort();
    let expected = [
        "once-first_chat_sent",
        "once-tool_first_used",
        "once-tool_first_used-shell",
        "once-tool_first_used-weather",
    ];
    assert_eq!(markers, expected);
}

#[test]
fn a_new_install_tells_again() {
    let receiver = Receiver::start().unwrap();
    run(&receiver, folder().path());
    run(&receiver, folder().path());
    let tools = some(["shell", "weather"]);
    assert_eq!(values(&receiver, "tool_first_used", "tool_name"), [tools.clone(), tools].concat());
}

#[test]
fn p3_the_catalogue_says_how_often() {
    let catalog: Value = serde_json::from_str(&Chats::json()).unwrap();
    let once: Vec<_> = catalog["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["once"].as_str().unwrap_or("every time").to_owned())
        .collect();
    let expected = [
        "every time",
        "day",
        "install per tool_name",
        "process per engine",
        "process",
        "install",
        "every time",
        "every time",
    ];
    assert_eq!(once, expected);
}
