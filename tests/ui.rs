//! What does not compile, and what the compiler says about it: one rule a file, one folder a topic.
//!
//! The messages are part of the product, so they are compared word by word, for the toolchain that
//! `rust-toolchain.toml` pins. After a change, read what it does to them:
//! `TRYBUILD=overwrite cargo test --test ui`, then the difference. `tests/wording.rs` compares what is
//! left of them under another compiler.
//!
//! `bypass` is the list of attacks, one trick a file: `spelling_` (the type is not called what it is),
//! `type_` (the text is in another type), `order_` (macros around the derive), `door_` (code that goes
//! past the derive), and `compiles_` for what types cannot stop. Each of these is in the README's threat
//! model, in the words of its first line, with what does stop it.

use std::fs;
use std::path::{Path, PathBuf};

/// The cases that compile.
const PASS: &str = "pass";

/// The attacks. Some reach for our insides on purpose, so that the messages name them.
const BYPASS: &str = "bypass";

/// How attacks begin that succeed.
const COMPILES: &str = "compiles_";

/// P1 closed by default, P2 closed catalogue, P12 the wire is the contract.
#[test]
fn p1_p2_p12_what_is_refused_explains_itself() {
    let cases = trybuild::TestCases::new();
    for topic in topics() {
        for case in files(&topic, "rs").iter().filter(|case| !compiles(case)) {
            cases.compile_fail(case);
        }
    }
}

/// A set of its own: one case that must run would have trybuild build all others one by one, too.
#[test]
fn what_is_closed_compiles() {
    let cases = trybuild::TestCases::new();
    for topic in topics() {
        for case in files(&topic, "rs").iter().filter(|case| compiles(case)) {
            cases.pass(case);
        }
    }
}

/// What would tell users about our insides, or change with the compiler's installation.
const NOISE: [&str; 7] = [
    "__private",
    "telemetry_core::",
    "the following other types implement",
    "required for",
    "/rustc/",
    "Seal",
    "erroneous constant",
];

#[test]
fn messages_are_about_the_code_of_the_user_and_say_what_to_write() {
    let polite = topics().filter(|topic| !topic.ends_with(BYPASS));
    for message in polite.flat_map(|topic| files(&topic, "stderr")) {
        let text = fs::read_to_string(&message).unwrap();
        for noise in NOISE {
            assert!(!text.contains(noise), "{} says {noise:?}", message.display());
        }
        for mistake in text.split("\nerror") {
            let says_more = mistake.contains("help: ") || mistake.contains("note: ");
            assert!(says_more, "{} does not help:\n{mistake}", message.display());
        }
    }
}

#[test]
fn each_case_is_one_rule_on_a_page() {
    for topic in topics() {
        let longest = if topic.ends_with(PASS) { 80 } else { 20 };
        for case in files(&topic, "rs") {
            let text = fs::read_to_string(&case).unwrap();
            assert!(text.starts_with("// "), "{} does not begin with its rule", case.display());
            assert!(text.lines().count() <= longest, "{} is long", case.display());
        }
    }
}

#[test]
fn what_types_cannot_stop_is_in_the_threat_model() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, model) = readme.split_once("\n## Threat model\n").unwrap();
    let attacks = files(&Path::new("tests/ui").join(BYPASS), "rs");
    let mut rows = 0;
    for attack in attacks.iter().filter(|attack| compiles(attack)) {
        let text = fs::read_to_string(attack).unwrap();
        let trick = text.lines().next().and_then(|line| line.strip_prefix("// ")).unwrap();
        assert!(model.contains(&format!("\n| {trick} | ")), "the README lacks: {trick}");
        rows += 1;
    }
    assert!(rows > 0 && attacks.len() >= 40 + rows, "the list of attacks is short");
}

/// Whether the case is to compile.
fn compiles(case: &Path) -> bool {
    let is_attack =
        case.file_name().is_some_and(|name| name.to_string_lossy().starts_with(COMPILES));
    is_attack || case.parent().is_some_and(|topic| topic.ends_with(PASS))
}

fn topics() -> impl Iterator<Item = PathBuf> {
    entries(Path::new("tests/ui")).filter(|entry| entry.is_dir())
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = entries(folder)
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}
