//! What a user is shown before it is sent is what is sent: the preview and the log, byte for byte.

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

#[path = "support/everywhere.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod everywhere;

use std::sync::Arc;
use std::time::SystemTime;

use everywhere::*;
use serde_json::Value;
use telemetry::testing::{FixedEnvironment, ManualClock};
use telemetry::transport::Transport;
use telemetry::{
    ApplicationInsights, Aptabase, Backend, Builder, CheckedFor, ConsentPolicy, Guard, Otlp,
    PostHog, Preview, Telemetry,
};
use telemetry_receiver::{DEFAULT_INSTRUMENTATION_KEY, DEFAULT_KEY, DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

struct App {
    telemetry: Telemetry<Everywhere>,
    folder: TempDir,
    _guard: Guard,
}

/// Starts with time standing still, so that the time of sending is the same, too.
fn launch<T>(
    transport: T,
    settings: impl FnOnce(Builder<'_, Everywhere>) -> Builder<'_, Everywhere>,
) -> App
where
    T: Transport + Backend,
    Everywhere: CheckedFor<T>,
{
    let telemetry = Telemetry::new();
    let folder = tempfile::tempdir().unwrap();
    let builder =
        builder(&telemetry, folder.path()).clock(Arc::new(ManualClock::new(SystemTime::now())));
    let guard = settings(builder).start(transport).unwrap();
    App { telemetry, folder, _guard: guard }
}

impl App {
    fn track(&self, tokens: u64) {
        self.telemetry.track(turn(tokens));
    }

    fn preview(&self) -> Preview {
        self.telemetry.preview().unwrap()
    }
}

fn shown_is_sent<T>(secret: &str, transport: impl FnOnce(&Receiver) -> T)
where
    T: Transport + Backend,
    Everywhere: CheckedFor<T>,
{
    let receiver = Receiver::start().unwrap();
    let app = launch(transport(&receiver), |builder| builder);
    app.track(1);
    app.telemetry.track(FirstOpened);
    app.track(2);
    let shown = app.preview();
    assert_eq!((shown.events, shown.further, shown.is_sample()), (3, 0, false));
    let text = shown.to_string();
    assert!(!text.contains(secret) && text.contains("***"), "{text}");
    assert_eq!(app.folder.path().read_dir().unwrap().count(), 0, "to look leaves no trace");
    assert_eq!(receiver.connections(), 0);
    app.telemetry.grant();
    app.telemetry.flush(PATIENCE);
    let [sent] = &receiver.requests()[..] else { panic!("{:?}", receiver.requests()) };
    let body = String::from_utf8(sent.content().into_owned()).unwrap();
    assert_eq!(shown.body.replace("***", secret), body);
    assert_eq!(shown.url, format!("{}{}", receiver.url(), sent.target));
    assert_eq!(shown.sent_bytes, sent.body.len());
    for (name, value) in &shown.headers {
        assert_eq!(sent.header(name), Some(&*value.replace("***", secret)), "{name}");
    }
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    // The next ones have other ids, and the one that may be sent once is not shown again.
    app.track(3);
    let next = app.preview();
    assert!(next.body != shown.body && !next.body.contains("first_opened"), "{next}");
}

#[test]
fn what_is_shown_is_what_every_backend_gets() {
    shown_is_sent(DEFAULT_PROJECT_KEY, |to| PostHog::new(DEFAULT_PROJECT_KEY).host(to.url()));
    shown_is_sent(DEFAULT_KEY, |to| Aptabase::new(DEFAULT_KEY).host(to.url()));
    shown_is_sent(DEFAULT_INSTRUMENTATION_KEY, |to| {
        let key = format!("InstrumentationKey={DEFAULT_INSTRUMENTATION_KEY}");
        ApplicationInsights::new(&*key).endpoint(to.url())
    });
    shown_is_sent("Bearer hunter2", |to| {
        Otlp::new(&*to.url()).header("Authorization", "Bearer hunter2")
    });
}

fn posthog(receiver: &Receiver) -> PostHog {
    PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url())
}

#[test]
fn while_telemetry_runs_a_look_disturbs_nothing() {
    let receiver = Receiver::start().unwrap();
    let app = launch(posthog(&receiver), |builder| builder.waiting_capacity(150));
    (0..101).for_each(|tokens| app.track(tokens));
    let shown = app.preview();
    assert_eq!((shown.events, shown.further), (100, 1));
    let body: Value = serde_json::from_str(&shown.body).unwrap();
    assert_eq!(body["batch"].as_array().unwrap().len(), 100);
    assert_eq!(body["batch"][0]["properties"]["model_hash"], "8754b77c7eee26e4");
    app.telemetry.grant();
    for tokens in 0..50 {
        app.track(tokens);
        app.preview();
    }
    app.telemetry.flush(PATIENCE);
    assert_eq!(app.telemetry.status().counts.sent, 151);
    let mut ids: Vec<_> =
        receiver.events().iter().map(|event| event.json["uuid"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 151);
}

#[test]
fn where_nothing_waits_each_event_is_shown_with_made_up_values() {
    let receiver = Receiver::start().unwrap();
    let app = launch(posthog(&receiver), |builder| builder);
    let sample = app.preview();
    assert!(sample.is_sample());
    let body: Value = serde_json::from_str(&sample.body).unwrap();
    let [turn, opened] = &body["batch"].as_array().unwrap()[..] else { panic!("{body}") };
    assert_eq!(
        (&turn["event"], &opened["event"]),
        (&"turn_answered".into(), &"first_opened".into())
    );
    let properties = &turn["properties"];
    for (key, value) in [
        ("source", Value::from("chat_ui")),
        ("stream", true.into()),
        ("tokens", 1.into()),
        ("delta", 1.into()),
        ("cost", 1.5.into()),
        ("model_hash", "0123456789abcdef".into()),
        ("channel", "text".into()),
        ("total_memory_gb", "16".into()),
    ] {
        assert_eq!(properties[key], value, "{key}");
    }
}

#[test]
fn a_hook_has_its_part_in_what_is_shown() {
    let receiver = Receiver::start().unwrap();
    let app = launch(posthog(&receiver), |builder| {
        builder.before_send(|event| match event.name() {
            "first_opened" => event.discard(),
            _ => event.omit("cost"),
        })
    });
    app.telemetry.track(FirstOpened);
    app.track(7);
    let shown = app.preview();
    assert_eq!(shown.events, 1);
    assert!(!shown.body.contains("cost") && !shown.body.contains("first_opened"), "{shown}");
    app.telemetry.grant();
    app.telemetry.flush(PATIENCE);
    let sent = receiver.requests()[0].content().into_owned();
    let sent = String::from_utf8(sent).unwrap();
    assert_eq!(shown.body.replace("***", DEFAULT_PROJECT_KEY), sent);
}

#[test]
fn while_it_is_off_there_is_nothing_to_show() {
    assert!(Telemetry::<Everywhere>::new().preview().is_none());
    let receiver = Receiver::start().unwrap();
    let environment = FixedEnvironment::new().with("DO_NOT_TRACK", "1");
    let app = launch(posthog(&receiver), |builder| builder.environment(environment));
    assert!(app.telemetry.preview().is_none());
}

/// What the application writes to standard error.
fn errors(decision: &str, receiver: &Receiver, variables: &[(&str, &str)]) -> Vec<String> {
    let mut application = child::command(&[decision, &receiver.url()]);
    let output = application.envs(variables.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_log_has_each_event_as_it_leaves() {
    let receiver = Receiver::start().unwrap();
    assert_eq!(errors("on", &receiver, &[]), [""; 0]);
    assert_eq!(errors("on", &receiver, &[("EVERYWHERE_TELEMETRY_LOG", "0")]), [""; 0]);
    let before = receiver.events().len();
    let lines = errors("on", &receiver, &[("EVERYWHERE_TELEMETRY_LOG", "1")]);
    let sent = &receiver.events()[before..];
    assert_eq!((lines.len(), sent.len()), (3, 3), "{lines:?}");
    for (line, sent) in lines.iter().zip(sent) {
        let request: Value = serde_json::from_str(line).unwrap();
        assert_eq!(request["batch"][0], sent.json);
        assert_eq!(request["api_key"], "***");
    }
}

#[test]
fn the_log_says_once_that_nothing_leaves() {
    let receiver = Receiver::start().unwrap();
    let log = ("EVERYWHERE_TELEMETRY_LOG", "stderr");
    assert_eq!(
        errors("on", &receiver, &[log, ("DO_NOT_TRACK", "1")]),
        ["telemetry: off: the environment variable DO_NOT_TRACK opts out"]
    );
    assert_eq!(
        errors("undecided", &receiver, &[log]),
        ["telemetry: waiting for the user's decision"]
    );
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    let [decision, url] = &role[..] else { panic!("{role:?}") };
    let folder = tempfile::tempdir().unwrap();
    let telemetry = Telemetry::<Everywhere>::new();
    let policy = match decision.as_str() {
        "on" => ConsentPolicy::OnUntilOptedOut,
        _ => ConsentPolicy::AskFirst,
    };
    let guard = builder(&telemetry, folder.path())
        .consent_policy(policy)
        .exit_deadline(PATIENCE)
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(url))
        .unwrap();
    let app = App { telemetry, folder, _guard: guard };
    (0..3).for_each(|tokens| app.track(tokens));
}
