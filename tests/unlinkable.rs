//! What must not be joined is not: to the time before a reset, before another period of a rotating id,
//! before a refusal. And a refusal holds, whatever else happens at the same moment.

#[path = "support/outside.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod outside;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::{Duration, SystemTime};

use outside::files;
use telemetry::testing::ManualClock;
use telemetry::{
    Builder, Consent, ConsentPolicy, Guard, Identity, OffReason, PostHog, State, Telemetry,
    TelemetryEvent, catalog,
};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use uuid::Uuid;

/// A note was opened.
#[derive(TelemetryEvent)]
struct NoteOpened<'a> {
    /// Its name.
    #[hash(salt = install)]
    name: &'a str,
}

/// The application was run for the first time.
#[derive(TelemetryEvent)]
#[event(once)]
struct FirstRun;

catalog! {
    /// Whatever needs a file.
    struct Notes {
        title: "Notes",
        app: "notes",
        backends: [PostHog],
        events: [NoteOpened<'_>, FirstRun],
        never: ["What a note says."],
    }
}

/// Long enough for anything on the loopback.
const PATIENCE: Duration = Duration::from_secs(20);

fn start(
    telemetry: &Telemetry<Notes>,
    receiver: &Receiver,
    folder: &Path,
    settings: impl FnOnce(Builder<'_, Notes>) -> Builder<'_, Notes>,
) -> Guard {
    let builder = telemetry
        .builder()
        .state_folder(folder)
        .identity(Identity::per_install(folder.join("id")))
        .consent_policy(ConsentPolicy::OnUntilOptedOut);
    settings(builder).start(PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url())).unwrap()
}

/// Each event's id of the install, of the session, and its own.
fn ids(receiver: &Receiver) -> Vec<[Uuid; 3]> {
    let id = |value: &serde_json::Value| value.as_str().unwrap().parse().unwrap();
    let of = |event: &telemetry_receiver::Event| {
        let json = &event.json;
        [id(&json["distinct_id"]), id(&json["properties"]["$session_id"]), id(&json["uuid"])]
    };
    receiver.events().iter().map(of).collect()
}

fn assert_unlinkable(before: &[Uuid; 3], after: &[Uuid; 3]) {
    for (before, after) in before.iter().zip(after) {
        assert_ne!(before, after);
        // Random numbers that count up would tell what comes next.
        let distance = before.as_u64_pair().1.abs_diff(after.as_u64_pair().1);
        assert!(distance > 1 << 20, "{before} and {after}");
    }
}

#[test]
fn a_reset_joins_nothing_to_the_past_not_even_what_waits() {
    let (receiver, folder) = (Receiver::start().unwrap(), tempfile::tempdir().unwrap());
    let telemetry = Telemetry::new();
    let _guard = start(&telemetry, &receiver, folder.path(), |builder| builder);
    telemetry.track(NoteOpened { name: "a" });
    telemetry.flush(PATIENCE);
    telemetry.track(NoteOpened { name: "b" });
    telemetry.reset_identity();
    telemetry.flush(PATIENCE);
    let ids = ids(&receiver);
    assert_unlinkable(&ids[0], &ids[1]);
}

#[test]
fn another_period_of_a_rotating_id_has_other_sessions() {
    let (receiver, folder) = (Receiver::start().unwrap(), tempfile::tempdir().unwrap());
    let telemetry = Telemetry::new();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let period = Duration::from_secs(60 * 60 * 24 * 90);
    let id = folder.path().join("id");
    let _guard = start(&telemetry, &receiver, folder.path(), |builder| {
        builder.identity(Identity::Rotating { file: id, period }).clock(clock.clone())
    });
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let rest = period.as_secs() - now.as_secs() % period.as_secs();
    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(now.as_secs() + rest);
    clock.set_now(end - Duration::from_secs(60));
    telemetry.track(NoteOpened { name: "a" });
    telemetry.flush(PATIENCE);
    telemetry.track(NoteOpened { name: "b" });
    clock.set_now(end + Duration::from_secs(60));
    telemetry.flush(PATIENCE);
    let ids = ids(&receiver);
    assert_unlinkable(&ids[0], &ids[1]);
}

fn stored(folder: &Path) -> String {
    fs::read_to_string(folder.join("consent")).unwrap_or_default()
}

#[test]
fn p6_a_refusal_while_telemetry_starts_is_heard() {
    let receiver = Receiver::start().unwrap();
    for _ in 0..300 {
        let folder = tempfile::tempdir().unwrap();
        let telemetry = Telemetry::new();
        telemetry.grant();
        let together = Barrier::new(2);
        let _guard = thread::scope(|scope| {
            scope.spawn(|| {
                together.wait();
                telemetry.withdraw();
            });
            together.wait();
            start(&telemetry, &receiver, folder.path(), |builder| builder)
        });
        let status = telemetry.status();
        assert_eq!(status.state, State::Off(OffReason::Denied));
        assert!(stored(folder.path()).contains("denied"), "{:?}", stored(folder.path()));
    }
}

#[test]
fn p6_memory_and_disk_agree_on_what_was_said_last() {
    let receiver = Receiver::start().unwrap();
    for _ in 0..200 {
        let folder = tempfile::tempdir().unwrap();
        let telemetry = Telemetry::new();
        let _guard = start(&telemetry, &receiver, folder.path(), |builder| builder);
        let together = Barrier::new(2);
        thread::scope(|scope| {
            scope.spawn(|| {
                together.wait();
                telemetry.withdraw();
            });
            together.wait();
            telemetry.grant();
        });
        let word = match telemetry.status().consent {
            Consent::Granted => "granted",
            _ => "denied",
        };
        assert!(stored(folder.path()).contains(word), "{word}: {:?}", stored(folder.path()));
    }
}

#[test]
fn p6_a_refusal_before_the_start_leaves_nothing_but_itself() {
    let (receiver, folder) = (Receiver::start().unwrap(), tempfile::tempdir().unwrap());
    let telemetry = Telemetry::new();
    telemetry.withdraw();
    let guard = start(&telemetry, &receiver, folder.path(), |builder| builder);
    telemetry.track(FirstRun);
    drop(guard);
    assert_eq!(files(folder.path()), ["consent"]);
    assert_eq!(receiver.connections(), 0);
}

/// The worker has the event in its hands when the user refuses, and has written no file for it yet.
#[test]
fn p6_no_file_comes_after_a_refusal() {
    let (receiver, folder) = (Receiver::start().unwrap(), tempfile::tempdir().unwrap());
    let telemetry = Telemetry::new();
    let (arrive, arrival) = mpsc::channel();
    let (go_on, goes_on) = mpsc::channel::<()>();
    let guard = start(&telemetry, &receiver, folder.path(), |builder| {
        builder.before_send(move |_| {
            arrive.send(()).unwrap();
            goes_on.recv_timeout(PATIENCE).unwrap();
        })
    });
    telemetry.track(FirstRun);
    thread::scope(|scope| {
        scope.spawn(|| telemetry.flush(PATIENCE));
        arrival.recv_timeout(PATIENCE).unwrap();
        telemetry.withdraw();
        let before = files(folder.path());
        go_on.send(()).unwrap();
        // A worker that is there again has been through everything that it could have written.
        telemetry.grant();
        telemetry.track(NoteOpened { name: "a" });
        scope.spawn(|| telemetry.flush(PATIENCE));
        arrival.recv_timeout(PATIENCE).unwrap();
        assert_eq!(files(folder.path()), before);
        go_on.send(()).unwrap();
    });
    drop(guard);
    assert_eq!(receiver.events().len(), 1);
}
