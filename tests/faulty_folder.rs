//! A folder that cannot be used: each fault is a reason in the status, costs only what needs the folder,
//! and neither ends the program nor makes it print anything.
#![cfg(unix)]

#[path = "support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

#[path = "support/outside.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod outside;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chats::*;
use outside::files;
use telemetry::{Place, PostHog};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

/// Nobody, on the systems that this is tested on.
const NOBODY: u32 = 65534;

/// What a shell does to have a program's writes fail, and not the program.
const NO_CONTENT: &str = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";

/// What the application said at its end, and what it did.
struct Told {
    state: PathBuf,
    status: String,
    events: Vec<String>,
    installs: Vec<String>,
}

impl Told {
    #[track_caller]
    fn has_problems(&self, places: &[Place]) {
        for place in [Place::StateFolder, Place::Identity, Place::Rollup, Place::Delivery] {
            let problem = format!("problem:   {place}: ");
            let told = self.status.lines().find(|line| line.starts_with(&problem));
            assert_eq!(told.is_some(), places.contains(&place), "{place}:\n{}", self.status);
            // Which file it is, whole: users look for it.
            let names_it = |problem: &str| problem.contains(&self.state.display().to_string());
            assert!(told.is_none_or(names_it), "{}", self.status);
        }
    }
}

/// A folder that others can look into.
fn open_folder() -> TempDir {
    let folder = folder();
    set_mode(folder.path(), 0o755);
    folder
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Runs the application with that folder, which is not there yet, as it is for any user.
fn run(state: &Path) -> Told {
    tell(state, Command::new(child::program()))
}

/// Runs it where no file can be given any content, as on a full disk.
fn run_on_a_full_disk(state: &Path) -> Told {
    let mut shell = Command::new("sh");
    shell.args(["-c", NO_CONTENT]).arg(child::program());
    tell(state, shell)
}

/// Runs it as somebody who has no right to what this process made with restricted modes: a privileged
/// user, to whom modes mean nothing, becomes another one for it.
fn run_without_rights(state: &Path) -> Told {
    let above = open_folder();
    if above.path().metadata().unwrap().uid() != 0 {
        return run(state);
    }
    let program = above.path().join("application");
    fs::copy(child::program(), &program).unwrap();
    let mut program = Command::new(program);
    program.uid(NOBODY).gid(NOBODY);
    tell(state, program)
}

fn tell(state: &Path, program: Command) -> Told {
    let receiver = Receiver::start().unwrap();
    let mut application = child::of(program, &[&receiver.url(), &state.display().to_string()]);
    application.current_dir("/").stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = outside::spawn(&mut application).wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && complaints.is_empty(), "{said}\n{complaints}");
    let (_, status) = said.split_once("status\n").unwrap();
    let id = |event: &telemetry_receiver::Event| event.stored["distinct_id"].to_string();
    Told {
        state: state.to_owned(),
        status: status.to_owned(),
        events: names(&receiver),
        installs: receiver.events().iter().map(id).collect(),
    }
}

fn state_in(above: &TempDir) -> PathBuf {
    let state = above.path().join("state");
    fs::create_dir(&state).unwrap();
    state
}

const ALL: [&str; 2] = ["app_opened", "first_chat_sent"];

#[test]
fn a_missing_folder_is_made() {
    let above = open_folder();
    let state = above.path().join("a/b/c");
    let told = run(&state);
    told.has_problems(&[]);
    assert_eq!(told.events, ALL);
    let expected = [
        "consent",
        "id",
        "once-first_chat_sent",
        "rollup-usage_daily_summary",
        "rollup-usage_daily_summary.lock",
    ];
    assert_eq!(files(&state), expected);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let above = open_folder();
    let state = state_in(&above);
    set_mode(&state, 0o555);
    let told = run_without_rights(&state);
    told.has_problems(&[Place::StateFolder, Place::Identity, Place::Rollup]);
    assert!(told.status.contains("1 marker_unavailable"), "{}", told.status);
    assert_eq!(told.events, ["app_opened"]);
    assert_eq!(files(&state), [""; 0]);
    set_mode(&state, 0o755);
}

#[test]
fn a_folder_that_cannot_be_read() {
    let above = open_folder();
    let state = state_in(&above);
    set_mode(&state, 0o000);
    let told = run_without_rights(&state);
    set_mode(&state, 0o755);
    told.has_problems(&[Place::StateFolder, Place::Identity, Place::Rollup]);
    assert_eq!(told.events, ["app_opened"]);
    assert_eq!(files(&state), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_made() {
    let above = open_folder();
    set_mode(above.path(), 0o555);
    let told = run_without_rights(&above.path().join("state"));
    set_mode(above.path(), 0o755);
    told.has_problems(&[Place::StateFolder, Place::Identity, Place::Rollup]);
    assert_eq!(told.events, ["app_opened"]);
}

#[test]
fn a_full_disk() {
    let above = open_folder();
    let state = state_in(&above);
    let told = run_on_a_full_disk(&state);
    told.has_problems(&[Place::StateFolder, Place::Identity, Place::Rollup]);
    // A marker is empty, so there is room for it.
    assert_eq!(told.events, ALL);
    assert_eq!(files(&state), ["once-first_chat_sent", "rollup-usage_daily_summary.lock"]);
}

#[test]
fn a_full_disk_keeps_what_is_there() {
    let above = open_folder();
    let state = state_in(&above);
    run(&state);
    let content = || files(&state).into_iter().map(|name| fs::read(state.join(name)).unwrap());
    let before: Vec<_> = content().collect();
    let told = run_on_a_full_disk(&state);
    // The decision is known, and the id; nothing had to be written for them.
    told.has_problems(&[Place::StateFolder, Place::Rollup]);
    assert_eq!(content().collect::<Vec<_>>(), before);
}

#[test]
fn an_id_file_with_garbage_is_replaced() {
    for garbage in [&b""[..], b"\xff\xfe", b"hello", &[b'7'; 100_000]] {
        let above = open_folder();
        let state = state_in(&above);
        fs::write(state.join("id"), garbage).unwrap();
        let told = run(&state);
        told.has_problems(&[]);
        let id = fs::read_to_string(state.join("id")).unwrap();
        assert_eq!(told.installs[0], format!("{:?}", id.trim()));
    }
}

#[test]
fn an_id_file_that_is_none_is_left_alone() {
    let elsewhere = "2f1c8a52-0000-4000-8000-000000000000";
    for fault in ["folder", "link", "link to nothing", "pipe"] {
        let above = open_folder();
        let state = state_in(&above);
        let (id, target) = (state.join("id"), above.path().join("target"));
        match fault {
            "folder" => fs::create_dir(&id).unwrap(),
            "pipe" => assert!(Command::new("mkfifo").arg(&id).status().unwrap().success()),
            "link" => {
                fs::write(&target, elsewhere).unwrap();
                symlink(&target, &id).unwrap();
            }
            _ => symlink(&target, &id).unwrap(),
        }
        let before = id.symlink_metadata().unwrap().file_type();
        let told = run(&state);
        told.has_problems(&[Place::Identity]);
        assert_eq!(told.events, ALL, "{fault}");
        assert_eq!(id.symlink_metadata().unwrap().file_type(), before, "{fault}");
        assert_eq!(target.exists(), fault == "link");
        assert!(!told.installs.concat().contains(elsewhere), "{fault}");
    }
}

#[test]
fn an_id_file_of_somebody_else() {
    let above = open_folder();
    let state = state_in(&above);
    set_mode(&state, 0o777);
    fs::write(state.join("id"), "2f1c8a52-0000-4000-8000-000000000000\n").unwrap();
    set_mode(
        &state.join("id"),
        if above.path().metadata().unwrap().uid() == 0 { 0o600 } else { 0 },
    );
    let told = run_without_rights(&state);
    told.has_problems(&[Place::Identity]);
    assert_eq!(told.events, ALL);
    // One id for all events of the process all the same.
    assert!(!told.installs[0].contains("2f1c8a52") && told.installs[0] == told.installs[1]);
}

#[test]
fn a_decision_that_is_no_file_is_asked_for_again() {
    for fault in ["folder", "pipe"] {
        let above = open_folder();
        let state = state_in(&above);
        let consent = state.join("consent");
        match fault {
            "folder" => fs::create_dir(&consent).unwrap(),
            _ => assert!(Command::new("mkfifo").arg(&consent).status().unwrap().success()),
        }
        let told = run(&state);
        assert_eq!(told.events, ALL, "{fault}: the user agrees anew");
        let is_stored = consent.is_file();
        // A pipe is replaced by the new decision, a folder cannot be.
        assert_eq!(is_stored, fault == "pipe");
        assert!(told.status.contains("problem:   state folder"), "{}", told.status);
    }
}

/// The application; not a test.
#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    let [url, state] = &role[..] else { panic!("{role:?}") };
    let app = App::new();
    let guard = app
        .builder(Path::new(state))
        .exit_deadline(PATIENCE)
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(url))
        .unwrap();
    app.telemetry.grant();
    app.telemetry.track(AppOpened);
    app.telemetry.track(FirstChatSent);
    app.day.update(|day| day.sessions += 1);
    app.flush();
    println!("\nstatus\n{}", app.telemetry.status());
    drop(guard);
}
