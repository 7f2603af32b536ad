//! A process of its own, which runs the one test of this test program that plays the application.

use std::path::PathBuf;
use std::process::{Command, Output};

/// What tells the test that plays the application its part.
const ROLE: &str = "TELEMETRY_TEST_ROLE";

/// The part that this process plays, with its arguments, if it is such a process.
pub fn role() -> Option<Vec<String>> {
    let role = std::env::var(ROLE).ok()?;
    Some(role.split('|').map(str::to_owned).collect())
}

/// The command that plays a part in a process of its own; the test that does it is named
/// `the_application`.
pub fn command(role: &[&str]) -> Command {
    of(Command::new(program()), role)
}

/// The same, started by another command.
pub fn within(outer: &[&str], role: &[&str]) -> Command {
    let mut command = Command::new(outer[0]);
    command.args(&outer[1..]).arg(program());
    of(command, role)
}

/// The same of a command that runs this test program, or a copy of it.
pub fn of(mut command: Command, role: &[&str]) -> Command {
    command.args(["--exact", "the_application", "--nocapture"]).env(ROLE, role.join("|"));
    command
}

/// This test program.
pub fn program() -> PathBuf {
    std::env::current_exe().expect("the test program")
}

/// Runs it to its end; what it printed is shown where it failed.
pub fn run(mut command: Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("the process starts");
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{status}\n{stdout}\n{stderr}");
    stdout.into_owned()
}

/// Whether a command can be run here, and succeeds.
pub fn succeeds(command: &[&str]) -> bool {
    Command::new(command[0])
        .args(&command[1..])
        .output()
        .is_ok_and(|output| output.status.success())
}
