//! Events as lines on standard output: as bytes that another process read from there.

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

use serde_json::{Value, json};
use telemetry::{
    ConsentPolicy, Identity, StandardOutput, Telemetry, TelemetryEnum, TelemetryEvent, catalog,
};

/// A file was exported.
#[derive(TelemetryEvent)]
struct FileExported<'a> {
    /// The format that was chosen.
    format: Format,
    /// The template that the user made.
    #[hash(salt = none, length = 16)]
    template: &'a str,
    /// The release channel.
    #[safe("one of our own release channels")]
    channel: &'a str,
}

/// A format of export.
#[derive(TelemetryEnum)]
enum Format {
    Pdf,
}

catalog! {
    /// All that this application can send.
    struct Printed {
        title: "Printed",
        app: "printed",
        backends: [StandardOutput],
        events: [FileExported<'_>],
    }
}

#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    let [user, folder] = &role[..] else { panic!("{role:?}") };
    let policy = match user.as_str() {
        "agrees" => ConsentPolicy::OnUntilOptedOut,
        _ => ConsentPolicy::AskFirst,
    };
    let telemetry = Telemetry::<Printed>::new();
    let guard = telemetry
        .builder()
        .consent_policy(policy)
        .identity(Identity::per_install(format!("{folder}/anon_id")))
        .start(StandardOutput)
        .unwrap();
    for channel in ["nightly", "jane.doe@example.com"] {
        telemetry.track(FileExported { format: Format::Pdf, template: "llama3.1:8b", channel });
    }
    drop(guard);
}

/// The lines of the application that are events.
fn printed(user: &str, variables: &[(&str, &str)]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let mut application = child::command(&[user, &folder.path().display().to_string()]);
    application.envs(variables.iter().copied());
    let text = child::run(application);
    assert!(!text.contains("jane") && !text.contains("llama"), "{text}");
    let objects = text.lines().filter(|line| line.starts_with('{'));
    objects.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_event_is_a_line() {
    let lines = printed("agrees", &[]);
    let [first, second] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(first["event"], "file_exported");
    assert_eq!(first["app"], "printed");
    assert_eq!(first["version"], env!("CARGO_PKG_VERSION"));
    let all = json!({"format": "pdf", "template_hash": "8754b77c7eee26e4", "channel": "nightly"});
    assert_eq!(first["properties"], all);
    // What the value filter refuses does not take its event along.
    let rest = json!({"format": "pdf", "template_hash": "8754b77c7eee26e4"});
    assert_eq!(second["properties"], rest);
    assert_ne!(first["id"], second["id"]);
    for same in ["session", "install"] {
        assert!(first[same].as_str().is_some_and(|id| id.len() == 36), "{first}");
        assert_eq!(first[same], second[same]);
    }
    assert!(first["time"].as_str().unwrap() <= second["time"].as_str().unwrap());
}

#[test]
fn nothing_is_written_before_consent_or_against_an_opt_out() {
    assert_eq!(printed("is silent", &[]), [Value::Null; 0]);
    assert_eq!(printed("agrees", &[("DO_NOT_TRACK", "1")]), [Value::Null; 0]);
}
