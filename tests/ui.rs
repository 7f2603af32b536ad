//! What does not compile, and what the compiler says about it: one rule a file, one folder a topic.
//!
//! The messages are part of the product, so they are compared word by word, for the toolchain that
//! `rust-toolchain.toml` pins. After a change, read what it does to them:
//! `TRYBUILD=overwrite cargo test --test ui`, then the difference.

use std::fs;
use std::path::{Path, PathBuf};

/// The cases that compile.
const PASS: &str = "pass";

/// The cases that reach for our insides on purpose, so that the messages name them.
const BYPASS: &str = "bypass";

/// P1 closed by default, P2 closed catalogue, P12 the wire is the contract.
#[test]
fn p1_p2_p12_what_is_refused_explains_itself() {
    let cases = trybuild::TestCases::new();
    for topic in topics().filter(|topic| !topic.ends_with(PASS)) {
        cases.compile_fail(topic.join("*.rs"));
    }
}

/// A set of its own: one case that must run would have trybuild build all others one by one, too.
#[test]
fn what_is_closed_compiles() {
    trybuild::TestCases::new().pass(Path::new("tests/ui").join(PASS).join("*.rs"));
}

/// What would tell users about our insides, or change with the compiler's installation.
const NOISE: [&str; 6] = [
    "__private",
    "the following other types implement",
    "required for",
    "/rustc/",
    "Seal",
    "erroneous constant",
];

#[test]
fn messages_are_about_the_code_of_the_user() {
    let polite = topics().filter(|topic| !topic.ends_with(BYPASS));
    for message in polite.flat_map(|topic| files(&topic, "stderr")) {
        let text = fs::read_to_string(&message).unwrap();
        for noise in NOISE {
            assert!(!text.contains(noise), "{} says {noise:?}", message.display());
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

fn topics() -> impl Iterator<Item = PathBuf> {
    entries(Path::new("tests/ui")).filter(|entry| entry.is_dir())
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    entries(folder)
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}
