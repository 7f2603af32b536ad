//! Front ends: the module for TypeScript.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;
use telemetry::PostHog;
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};

use super::events::OpenJarvis;

/// Checks a program that uses the module, and runs it; the answer is what it printed or what is wrong
/// with its types.
pub fn run(module: &str, program: &str, arguments: &[&str]) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("telemetry.ts"), module).unwrap();
    fs::write(folder.path().join("program.ts"), program).unwrap();
    fs::write(folder.path().join("package.json"), r#"{"type": "module"}"#).unwrap();
    let tsc = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/node/node_modules/.bin/tsc");
    let checked = Command::new(&tsc)
        .args(["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"])
        .args(["--target", "es2022", "--module", "nodenext", "program.ts"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| {
            panic!("{} is needed, which `tests/run` installs: {error}", tsc.display())
        });
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if !checked.status.success() {
        return Err(text(checked.stdout));
    }
    let ran = Command::new("node")
        .arg("program.js")
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    Ok(text(ran.stdout))
}

fn openjarvis() -> String {
    PostHog::typescript::<OpenJarvis>()
}

/// What the programs begin with.
pub const PROLOGUE: &str = r#"
import { capture, isEvent, problem, type Destination } from "./telemetry.js";
declare const process: { argv: string[] };
const [, , host = "", key = "", install = ""] = process.argv;
const to: Destination = { host, key, install };
"#;

#[test]
fn a_front_end_sends_what_the_types_allow() {
    let receiver = Receiver::start().unwrap();
    let install = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    let program = format!(
        "{PROLOGUE}{}",
        r#"
        const sent = [
          await capture("setup_completed", { preset: "deep-research", model_hash: " llama3.1:8b ", engine: "ollama" }, to),
          await capture("feedback_submitted", { rating: 5, has_comment: false }, to),
          await capture("model_changed", { from_model_hash: "", to_model_hash: "x", engine: "mlx" }, to),
        ];
        const refused = [
          await capture("feature_used", { feature_name: "chat" }, { ...to, install: null }),
          await capture("feature_used", { feature_name: "chat" }, { ...to, install: "anonymous" }),
          await capture("feature_used", { feature_name: "Jane" as "chat" }, to),
          await capture("feature_used", { feature_name: "chat", owner: "Jane" } as { feature_name: "chat" }, to),
          await capture("feature_used", { feature_name: "chat" }, { ...to, host: "http://127.0.0.1:1" }),
          await capture("feature_used", null as unknown as { feature_name: "chat" }, to),
        ];
        const guarded = [
          isEvent("feature_used", { feature_name: "chat" }),
          problem("constructor", {}),
          problem("feature_used", {}),
          problem("feature_used", { feature_name: "Jane" }),
          problem("feature_used", { feature_name: "chat", constructor: 1 }),
          problem("feedback_submitted", { rating: 1.5, has_comment: true }),
          problem("feedback_submitted", { rating: 1, has_comment: "true" }),
        ];
        console.log(JSON.stringify({ sent, refused, guarded }));
        "#
    );
    let printed =
        run(&openjarvis(), &program, &[&receiver.url(), DEFAULT_PROJECT_KEY, install]).unwrap();
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed["sent"], json!([true, true, true]));
    assert_eq!(printed["refused"], json!([false, false, false, false, false, false]));
    assert_eq!(
        printed["guarded"],
        json!([
            true,
            "the catalogue does not list this event",
            "feature_used: feature_name is missing",
            "feature_used: feature_name is not a value of its list or type",
            "feature_used has a property that is not declared",
            "feedback_submitted: rating is not a value of its list or type",
            "feedback_submitted: has_comment is not a value of its list or type",
        ])
    );
    let events = receiver.events();
    let names: Vec<_> = events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["setup_completed", "feedback_submitted", "model_changed"]);
    assert_eq!(events[0].props["model_hash"], "8754b77c7eee26e4");
    assert!(!events[2].props.contains_key("from_model_hash"), "an empty name says nothing");
    for event in &events {
        assert_eq!(event.json["distinct_id"], install);
        assert_eq!(event.stored["ip"], json!(null));
        assert_eq!(event.stored["person_profile"], json!(false));
    }
    assert!(!receiver.received_anywhere("llama3.1") && !receiver.received_anywhere("Jane"));
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}

#[test]
fn a_front_end_that_is_wrong_does_not_compile() {
    let mistakes = [
        r#"await capture("no_such_event", {}, to);"#,
        r#"await capture("feature_used", { feature_name: "Jane" }, to);"#,
        r#"await capture("feature_used", { feature_name: "chat", owner: "Jane" }, to);"#,
        r#"await capture("feedback_submitted", { rating: 5 }, to);"#,
        r#"await capture("feedback_submitted", { rating: "5", has_comment: true }, to);"#,
        r#"await capture("first_chat_sent", { platform: "web" }, to);"#,
    ];
    // One program: its compiler complains about each line.
    let program = format!("{PROLOGUE}{}\nconsole.log(isEvent, problem);", mistakes.join("\n"));
    let complaints = run(&openjarvis(), &program, &[]).expect_err("it does not compile");
    let first = PROLOGUE.lines().count() + 1;
    for line in first..first + mistakes.len() {
        assert!(complaints.contains(&format!("program.ts({line},")), "{line}:\n{complaints}");
    }
}
