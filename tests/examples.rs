//! The examples as programs: what they say to who asks how to call them, and to who calls them wrongly.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

const EXAMPLES: [&str; 4] = ["quickstart", "osaurus", "openjarvis", "altimate"];

/// The folder of the examples, which cargo builds for a whole run of the tests, and not for this file
/// alone.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--workspace", "--all-features", "--examples"]);
    build.args(["--offline", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    // What cargo tells this test of its package would have build scripts run again.
    for (name, _) in std::env::vars_os() {
        let of_package = ["CARGO_PKG_", "CARGO_MANIFEST_"];
        if name.to_str().is_some_and(|name| of_package.iter().any(|of| name.starts_with(of))) {
            build.env_remove(name);
        }
    }
    assert!(build.status().is_ok_and(|status| status.success()));
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(2).map(|profile| profile.join("examples")).unwrap()
});

fn run(example: &str, arguments: &[&str]) -> (i32, String, String) {
    let program: &Path = &FOLDER.join(example);
    let Output { status, stdout, stderr } = Command::new(program).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn help_tells_the_arguments() {
    for example in EXAMPLES {
        let (code, said, complaints) = run(example, &["--help"]);
        assert_eq!((code, &*complaints), (0, ""), "{example}: {said}");
        let mut arguments = vec!["Usage:", "--help"];
        if example != "quickstart" {
            arguments.extend(["--endpoint <URL>", "--key <KEY>", "--catalog", "--doc"]);
        }
        for argument in arguments {
            assert!(said.contains(argument), "{example} does not tell of {argument}:\n{said}");
        }
    }
}

#[test]
fn what_is_not_understood_is_said_with_the_usage() {
    for example in EXAMPLES {
        for wrong in [&["--catalogue"][..], &["status"]] {
            let (code, said, complaints) = run(example, wrong);
            assert_eq!((code, &*said), (2, ""), "{example} {wrong:?}: {complaints}");
            let says_it = complaints.contains(wrong[0]) && complaints.contains("Usage:");
            assert!(says_it, "{example} {wrong:?}: {complaints}");
        }
    }
}

#[test]
fn an_error_of_main_is_for_people() {
    let (code, said, complaints) = run("osaurus", &["--endpoint", "ftp://127.0.0.1"]);
    assert_eq!((code, &*said), (1, ""));
    assert!(complaints.starts_with("Error: the endpoint does not start with"), "{complaints}");
}
