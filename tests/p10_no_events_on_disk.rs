//! P10: what may be on disk is the consent decision and once-markers, never an event; and an event
//! that may be sent once per install is, also when processes race.

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

#[path = "support/outside.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod outside;

use osaurus::events::*;
use osaurus::*;
use outside::files;
use telemetry::{Aptabase, DropReason, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

#[test]
fn p10_only_the_decision_and_markers_are_on_disk() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(message(ModelSource::Local, "qwen3.5:2b"));
    app.telemetry.track(FirstTimeChatUsed);
    assert_eq!(files(app.state.path()), Vec::<String>::new(), "nothing before the user decides");
    app.telemetry.grant();
    app.flush();
    assert_eq!(files(app.state.path()), ["consent", "once-first_time_chat_used"]);
    let consent = std::fs::read_to_string(app.state.path().join("consent")).unwrap();
    assert!(consent.starts_with("granted 20"), "{consent}");
    assert_eq!(std::fs::read(app.state.path().join("once-first_time_chat_used")).unwrap(), b"");
}

#[cfg(unix)]
#[test]
fn p10_nobody_else_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    let mode = app.state.path().join("consent").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn p10_once_per_install_holds_across_launches() {
    let receiver = Receiver::start().unwrap();
    let first = launch(&receiver);
    first.telemetry.grant();
    first.telemetry.track(FirstTimeChatUsed);
    first.telemetry.track(FirstTimeChatUsed);
    first.flush();
    let second = launch_with(&receiver, |builder| builder.state_folder(first.state.path()));
    second.telemetry.track(FirstTimeChatUsed);
    second.flush();
    assert_eq!(names(&receiver), ["first_time_chat_used"]);
    assert_eq!(first.telemetry.status().counts.dropped.by(DropReason::Repeated), 1);
    assert_eq!(second.telemetry.status().counts.dropped.by(DropReason::Repeated), 1);
}

#[test]
fn p10_a_marker_is_claimed_only_when_consent_lets_the_event_through() {
    let receiver = Receiver::start().unwrap();
    let first = launch(&receiver);
    first.telemetry.track(FirstTimeChatUsed);
    first.telemetry.withdraw();
    first.telemetry.grant();
    first.telemetry.track(FirstTimeChatUsed);
    first.flush();
    assert_eq!(names(&receiver), ["first_time_chat_used"]);
}

#[test]
fn p10_eight_processes_send_it_once() {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    let role = [receiver.url(), state.path().display().to_string()];
    let spawn = |_| child::command(&role.each_ref().map(String::as_str)).spawn().unwrap();
    let processes: Vec<_> = (0..8).map(spawn).collect();
    for mut process in processes {
        assert!(process.wait().unwrap().success());
    }
    let names = names(&receiver);
    let once = names.iter().filter(|name| *name == "first_time_chat_used").count();
    assert_eq!((once, names.len()), (1, 9), "one marker, eight launches");
}

#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    let [url, folder] = &role[..] else { panic!("{role:?}") };
    let telemetry = Telemetry::<Osaurus>::new();
    let guard = telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(folder)
        .exit_deadline(PATIENCE)
        .start(Aptabase::new(DEFAULT_KEY).host(url))
        .unwrap();
    telemetry.grant();
    telemetry.track(AppLaunched);
    telemetry.track(FirstTimeChatUsed);
    drop(guard);
}
