//! The cases of `tests/ui.rs` under whatever compiler this runs with: what is refused is still refused,
//! with as many messages as before, and each of them still says our words.
//!
//! Where it points, how it is laid out and what the compiler adds may differ. So an update of the
//! compiler is two commands: `cargo +beta test --test wording` tells what it costs, and
//! `TRYBUILD=overwrite cargo test --test ui` takes over the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// A package with one program a case, without what the facade's own tests need beside it.
const MANIFEST: &str = r#"
[package]
name = "wording"
edition = "2024"

[workspace]

[dependencies]
telemetry = { package = "telemetry-events", path = "ROOT", features = ["posthog", "sql", "arguments"] }
telemetry-core = { path = "ROOT/telemetry-core" }
telemetry-rewrite = { path = "ROOT/tests/rewrite" }

"#;

/// How the compiler begins what it says in its own words.
const ITS_OWN: [&str; 10] = [
    "help: consider ",
    "help: the trait ",
    "help: the following other types",
    "note: required ",
    "note: the full name",
    "note: this error originates",
    "note: inside ",
    "note: the failure occurred here",
    "note: you are using an outer",
    "note: erroneous constant",
];

#[test]
fn what_is_refused_explains_itself_under_this_compiler() {
    let cases = cases();
    let said = check(&cases);
    let mut differences = Vec::new();
    for (name, case) in &cases {
        let expected = fs::read_to_string(case.with_extension("stderr")).unwrap();
        let said = said.get(name).map(String::as_str).unwrap_or_default();
        // What the compiler says to code that goes past the derive is its own business.
        if case.parent().is_some_and(|topic| topic.ends_with("bypass")) {
            if said.is_empty() {
                differences.push(format!("{} compiles", case.display()));
            }
            continue;
        }
        let (of_case, of_compiler) = (titles(&expected), titles(said));
        if of_case != of_compiler {
            differences.push(format!(
                "{} is refused with\n  {of_compiler:#?}\nin place of\n  {of_case:#?}",
                case.display()
            ));
        }
        let now: BTreeSet<_> = words(said).collect();
        let missing: Vec<_> = words(&expected).filter(|line| !now.contains(line)).collect();
        if !missing.is_empty() {
            differences.push(format!("{} lacks\n  {missing:#?}\nin\n{said}", case.display()));
        }
    }
    assert!(cases.len() > 120, "{} cases are not all", cases.len());
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// What messages are about, without the compiler's number for it.
fn titles(text: &str) -> BTreeSet<&str> {
    let title = text.lines().filter_map(|line| line.strip_prefix("error")?.split_once(": "));
    title.map(|(_, title)| title).collect()
}

/// The lines of our own, without what surrounds them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    // The compiler quotes the library where a bound or a similar name is.
    let mut is_quoted = false;
    let own = text.lines().map(str::trim_start).filter(move |line| {
        let begins =
            ["error", "= ", "note: ", "help: "].iter().any(|begin| line.starts_with(begin));
        let quotes = line.starts_with("note: required by a bound") || line.starts_with(":::");
        is_quoted = quotes || is_quoted && !begins;
        !is_quoted
    });
    let lines = own.map(|line| {
        // `   |     ^^^^^ label`, or `   = note: text`
        match line.strip_prefix("| ") {
            Some(marked) => marked.trim_start_matches([' ', '^', '-', '_', '|']),
            None => line.trim_start_matches("= "),
        }
    });
    lines.filter(|line| {
        let is_code = line.starts_with(|first: char| first.is_ascii_digit());
        let is_place = line.starts_with("-->") || line.starts_with(":::") || *line == "...";
        let is_title = line.starts_with("error");
        let is_its_own = ITS_OWN.iter().any(|own| line.starts_with(own));
        !line.is_empty() && !is_code && !is_place && !is_title && !is_its_own
    })
}

/// The cases that do not compile, by the names of their programs.
fn cases() -> BTreeMap<String, PathBuf> {
    let mut cases = BTreeMap::new();
    for topic in fs::read_dir("tests/ui").unwrap() {
        let topic = topic.unwrap().path();
        for file in fs::read_dir(&topic).unwrap() {
            let message = file.unwrap().path();
            if message.extension().is_some_and(|extension| extension == "stderr") {
                let name =
                    [&topic, &message].map(|path| path.file_stem().unwrap().to_string_lossy());
                cases.insert(name.join("-"), message.with_extension("rs"));
            }
        }
    }
    cases
}

/// What the compiler says to each case, each message once.
fn check(cases: &BTreeMap<String, PathBuf>) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wording");
    let mut manifest = MANIFEST.replace("ROOT", root.to_str().unwrap());
    for (name, case) in cases {
        let case = root.join(case);
        manifest += &format!("[[bin]]\nname = {name:?}\npath = {case:?}\n");
    }
    fs::create_dir_all(&package).unwrap();
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::copy("Cargo.lock", package.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--keep-going", "--message-format=json"])
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env("RUSTFLAGS", "--diagnostic-width=140")
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(&package)
        .output()
        .unwrap();
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let message = &line["message"];
        if let (Some(name), Some(text)) =
            (line["target"]["name"].as_str(), message["rendered"].as_str())
            && message["level"] == "error"
            && !text.starts_with("error: aborting")
        {
            let messages = said.entry(name.to_owned()).or_default();
            if !messages.iter().any(|message| message == text) {
                messages.push(text.to_owned());
            }
        }
    }
    let own_errors = String::from_utf8_lossy(&output.stderr);
    assert!(!said.is_empty(), "nothing was compiled:\n{own_errors}");
    said.into_iter().map(|(name, messages)| (name, messages.concat())).collect()
}
