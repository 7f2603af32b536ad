//! P8, in hosts that are hard to be a guest of: one that forks, one that lives among signals, an
//! asynchronous one, one whose clock jumps, one that never ends its telemetry.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use osaurus::events::*;
use osaurus::*;
use telemetry::testing::ManualClock;
use telemetry::{Aptabase, DropReason, OffReason, State, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

#[test]
fn p8_a_runtime_is_not_needed_and_does_no_harm() {
    let receiver = Receiver::start().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let app = launch(&receiver);
        app.telemetry.grant();
        app.telemetry.track(AppLaunched);
        tokio::task::yield_now().await;
        app.telemetry.track(AgentCreated);
        app.flush();
        app.telemetry.track(ServerStarted);
        drop(app.guard);
    });
    assert_eq!(names(&receiver), ["app_launched", "agent_created", "server_started"]);
}

/// The clock of the host jumps by a year, forward and back; whatever was under way arrives.
#[test]
fn p8_a_clock_may_jump_both_ways() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.grant();
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    let now = SystemTime::now();
    for time in [now, now + year, now - year, now] {
        clock.set_now(time);
        app.telemetry.track(AgentCreated);
        app.telemetry.flush(PATIENCE);
    }
    let counts = app.telemetry.status().counts;
    assert_eq!((counts.recorded, counts.pending), (4, 0));
    assert_eq!(counts.sent + counts.dropped.by(DropReason::Refused), 4, "{counts}");
    assert!(counts.sent >= 2, "{counts}");
}

#[cfg(unix)]
#[test]
fn p8_a_fork_is_silent_and_leaves_the_connection_alone() {
    let receiver = Receiver::start().unwrap();
    child::run(child::command(&["forks", &receiver.url()]));
    let expected = ["app_launched", "agent_created", "agent_created", "server_started"];
    assert_eq!(names(&receiver), expected);
    assert_eq!(receiver.connections(), 1, "the fork did not cut it");
}

#[cfg(unix)]
fn forks(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    telemetry.track(AppLaunched);
    telemetry.flush(PATIENCE);
    telemetry.track(AgentCreated);
    telemetry.track(AgentCreated);
    match fork::fork().expect("a fork") {
        fork::Fork::Child => {
            telemetry.track(ServerStarted);
            telemetry.grant();
            let counts = telemetry.flush(PATIENCE);
            let silent = telemetry.status().state == State::Off(OffReason::Forked)
                && counts.dropped.by(DropReason::Forked) == 3
                && counts.pending == 0;
            drop(guard);
            std::process::exit(if silent { 0 } else { 1 });
        }
        fork::Fork::Parent(child) => {
            assert_eq!(fork::waitpid(child).expect("it ends"), 0);
            telemetry.track(ServerStarted);
            assert_eq!(telemetry.flush(PATIENCE).pending, 0);
            drop(guard);
        }
    }
}

/// A signal can interrupt any read, write or wait.
#[cfg(unix)]
#[test]
fn p8_signals_disturb_nothing() {
    let receiver = Receiver::start().unwrap();
    child::run(child::command(&["signals", &receiver.url()]));
    assert_eq!(receiver.events().len(), 2000);
}

#[cfg(unix)]
fn among_signals(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    use std::sync::atomic::{AtomicBool, Ordering};
    let came = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGUSR1, Arc::clone(&came)).unwrap();
    let loop_ = format!("while kill -USR1 {} 2>/dev/null; do :; done", std::process::id());
    let mut sender = std::process::Command::new("sh").args(["-c", &loop_]).spawn().unwrap();
    let mut signals = 0;
    for _ in 0..100 {
        for _ in 0..20 {
            telemetry.track(AgentCreated);
        }
        assert_eq!(telemetry.flush(PATIENCE).pending, 0);
        signals += u32::from(came.swap(false, Ordering::Relaxed));
    }
    assert!(signals > 10, "only {signals} signals came");
    drop(guard);
    sender.kill().unwrap();
    sender.wait().unwrap();
}

/// Without a guard that is dropped nothing waits for the end, and nothing goes wrong.
#[test]
fn p8_a_static_that_is_never_shut_down_is_fine() {
    let receiver = Receiver::start().unwrap();
    child::run(child::command(&["never ends", &receiver.url()]));
    // What was tracked last may or may not have gone before the process did.
    assert!(names(&receiver).starts_with(&["app_launched".to_owned()]));
}

fn never_ends(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    std::mem::forget(guard);
    telemetry.track(AppLaunched);
    telemetry.flush(PATIENCE);
    telemetry.track(AgentCreated);
}

#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    static TELEMETRY: Telemetry<Osaurus> = Telemetry::new();
    let folder = tempfile::tempdir().unwrap();
    let guard = TELEMETRY
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(folder.path())
        .start(Aptabase::new(DEFAULT_KEY).host(&role[1]))
        .unwrap();
    TELEMETRY.grant();
    match role[0].as_str() {
        #[cfg(unix)]
        "forks" => forks(&TELEMETRY, guard),
        #[cfg(unix)]
        "signals" => among_signals(&TELEMETRY, guard),
        "never ends" => never_ends(&TELEMETRY, guard),
        other => panic!("no such part: {other}"),
    }
}
