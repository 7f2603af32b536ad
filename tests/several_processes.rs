//! Several processes of one application, started at once: one install, one marker, one summary of the day.

#[path = "support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use chats::*;
use serde_json::{Value, json};
use telemetry::PostHog;
use telemetry::aggregate::GRACE;
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};

const PROCESSES: u64 = 8;

/// A process that does a step of its part whenever it is told to.
struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Its clock starts in that second of its life.
    fn spawn(part: &str, receiver: &Receiver, folder: &Path, clock: Duration) -> Self {
        let role =
            [part, &receiver.url(), &folder.display().to_string(), &clock.as_secs().to_string()];
        let mut child =
            child::command(&role).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn go_on(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    /// Waits until the process has done its step, and returns what it says of it.
    fn done(&mut self) -> String {
        let mut lines = self.lines.by_ref().map(Result::unwrap);
        lines.find_map(|line| line.strip_prefix("done ").map(str::to_owned)).unwrap()
    }

    fn end(mut self) {
        self.go_on();
        self.lines.by_ref().for_each(drop);
        assert!(self.child.wait().unwrap().success());
    }
}

fn spawn(part: &str, receiver: &Receiver, folder: &Path, clock: Duration) -> Vec<Process> {
    let spawn = |_| Process::spawn(part, receiver, folder, clock);
    let mut processes: Vec<_> = (0..PROCESSES).map(spawn).collect();
    processes.iter_mut().for_each(|process| drop(process.done()));
    processes
}

/// Has all do their next step at once; returns what they say of it.
fn step(processes: &mut [Process]) -> Vec<String> {
    processes.iter_mut().for_each(Process::go_on);
    processes.iter_mut().map(Process::done).collect()
}

fn of_name(receiver: &Receiver, name: &str) -> Vec<Value> {
    let events = receiver.events();
    let of_name = events.iter().filter(|event| event.name == name);
    of_name.map(|event| Value::Object(event.props.clone())).collect()
}

/// The ids of installs in all that arrived.
fn installs(receiver: &Receiver) -> HashSet<String> {
    let id =
        |event: telemetry_receiver::Event| event.stored["distinct_id"].as_str().unwrap().to_owned();
    receiver.events().into_iter().map(id).collect()
}

#[test]
fn eight_processes_share_one_install_and_send_it_once() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    let mut processes = spawn("first chat", &receiver, state.path(), NOON);
    step(&mut processes);
    processes.into_iter().for_each(Process::end);
    assert_eq!(of_name(&receiver, "app_opened").len() as u64, PROCESSES);
    assert_eq!(of_name(&receiver, "first_chat_sent").len(), 1);
    let tools: Vec<_> = of_name(&receiver, "tool_first_used");
    assert_eq!(tools.len(), 3, "one each, of two tools and of none: {tools:?}");
    let installs = installs(&receiver);
    assert_eq!(installs.len(), 1, "{installs:?}");
    let id = std::fs::read_to_string(state.path().join("id")).unwrap();
    assert_eq!(installs.into_iter().next().unwrap(), id.trim());
}

#[test]
fn eight_processes_over_midnight_send_one_summary_with_the_right_sums() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    // A minute before midnight.
    let mut processes =
        spawn("day", &receiver, state.path(), NOON + DAY / 2 - Duration::from_secs(60));
    step(&mut processes);
    assert_eq!(of_name(&receiver, "usage_daily_summary").len(), 0);
    // Two minutes later, all at once; then the next day, of which every process saw one thing.
    step(&mut processes);
    let summaries = of_name(&receiver, "usage_daily_summary");
    processes.into_iter().for_each(Process::end);
    assert_eq!(summaries.len(), 1, "{summaries:?}");
    let keys = ["sessions", "total_tokens", "unique_tools", "unique_models", "total_duration_ms"];
    // Each saw 1000 chats of 7 tokens and 1 ms, with a model of its own and one that all have.
    let chats = PROCESSES * 1000;
    let expected = [chats, chats * 7, 2, PROCESSES + 1, chats];
    assert_eq!(keys.map(|key| summaries[0][key].clone()), expected.map(|number| json!(number)));
    // The day after, whoever comes first tells what was seen since.
    let mut later = Process::spawn("look", &receiver, state.path(), NOON + DAY * 2);
    later.done();
    later.go_on();
    later.done();
    later.end();
    let summaries = of_name(&receiver, "usage_daily_summary");
    assert_eq!(summaries.len(), 2, "{summaries:?}");
    assert_eq!(summaries[1]["sessions"], PROCESSES);
}

/// Whoever is first: all agree on the last id that was written, and none is left without one.
#[test]
fn processes_that_reset_at_once_agree_on_one_id() {
    let receiver = Receiver::start().unwrap();
    let state = folder();
    let mut processes = spawn("reset", &receiver, state.path(), NOON);
    step(&mut processes);
    let before = installs(&receiver);
    assert_eq!(before.len(), 1);
    step(&mut processes);
    processes.into_iter().for_each(Process::end);
    let after = std::fs::read_to_string(state.path().join("id")).unwrap();
    assert!(!before.contains(after.trim()));
    let events = receiver.events();
    let last = events.iter().skip(PROCESSES as usize);
    assert!(last.clone().count() == PROCESSES as usize);
    for event in last {
        let id = event.stored["distinct_id"].as_str().unwrap();
        assert!(!before.contains(id), "an event after the reset has the id from before it");
    }
}

/// One process; not a test.
#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    let [part, url, folder, clock] = &role[..] else { panic!("{role:?}") };
    let app = App::new();
    app.clock.advance(Duration::from_secs(clock.parse().unwrap()) - NOON);
    let guard = app
        .builder(Path::new(folder))
        .exit_deadline(PATIENCE)
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(url))
        .unwrap();
    app.telemetry.grant();
    wait("started");
    match part.as_str() {
        "first chat" => {
            app.telemetry.track(AppOpened);
            for _ in 0..2 {
                app.telemetry.track(FirstChatSent);
                app.telemetry.track(ToolFirstUsed { tool_name: Some(Tool::Shell) });
                app.telemetry.track(ToolFirstUsed { tool_name: Some(Tool::Weather) });
                app.telemetry.track(ToolFirstUsed { tool_name: None });
            }
            app.flush();
            wait("tracked");
        }
        "day" => {
            let own = std::process::id();
            for _ in 0..1000 {
                app.day.update(|day| {
                    day.sessions += 1;
                    day.total_tokens += 7;
                    day.unique_tools.see(Tool::Shell);
                    day.unique_tools.see(Tool::Weather);
                    day.unique_models.see("llama3.1:8b");
                    day.unique_models.see(&format!("own-{own}"));
                    day.total_duration_ms += Duration::from_millis(1);
                });
            }
            app.flush();
            wait("gathered");
            app.clock.advance(Duration::from_secs(60) + GRACE);
            app.day.update(|day| day.sessions += 1);
            app.flush();
            wait("a day later");
        }
        "look" => {
            app.flush();
            wait("looked");
        }
        "reset" => {
            app.telemetry.track(AppOpened);
            app.flush();
            wait("before");
            app.telemetry.reset_identity();
            app.telemetry.track(AppOpened);
            app.flush();
            wait("after");
        }
        other => panic!("there is no part {other}"),
    }
    drop(guard);
}

/// Says that a step is done, and waits for the word to go on.
fn wait(step: &str) {
    println!("\ndone {step}");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}
