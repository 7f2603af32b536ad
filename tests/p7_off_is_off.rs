//! P7: without a key, with an opt-out, switched off, in a test run or refused there is no thread, no
//! socket and no file; `status()` says which of them it was.

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
use outside::Seen;
use telemetry::testing::FixedEnvironment;
use telemetry::{Aptabase, OffReason, State, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

fn reason(telemetry: &Telemetry<Osaurus>) -> OffReason {
    match telemetry.status().state {
        State::Off(reason) => reason,
        other => panic!("telemetry is {other}"),
    }
}

#[test]
fn p7_it_is_off_before_it_is_started() {
    let telemetry = Telemetry::<Osaurus>::new();
    telemetry.track(AppLaunched);
    assert_eq!(reason(&telemetry), OffReason::NotStarted);
}

#[test]
fn p7_an_opt_out_variable_beats_an_explicit_endpoint_and_consent() {
    for variable in
        ["DO_NOT_TRACK", "OSAURUS_NO_ANALYTICS", "OSAURUS_TELEMETRY_DISABLED", "OWN_VARIABLE"]
    {
        let receiver = Receiver::start().unwrap();
        let environment = FixedEnvironment::new().with(variable, "1");
        let app = launch_with(&receiver, |builder| {
            builder.opt_out_variable("OWN_VARIABLE").environment(environment)
        });
        app.telemetry.grant();
        app.telemetry.track(AppLaunched);
        assert_eq!(reason(&app.telemetry), OffReason::OptedOut { variable: variable.to_owned() });
        drop(app.guard);
        assert_eq!(receiver.connections(), 0);
        assert_eq!(app.state.path().read_dir().unwrap().count(), 0);
    }
}

#[test]
fn p7_the_configuration_switches_it_off() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| builder.disabled(true));
    app.telemetry.grant();
    assert_eq!(reason(&app.telemetry), OffReason::Disabled);
}

#[test]
fn p7_a_test_run_does_not_reach_the_built_in_endpoint() {
    let telemetry = Telemetry::<Osaurus>::new();
    let state = tempfile::tempdir().unwrap();
    // This very program is what `cargo test` builds.
    let _guard = telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(state.path())
        .start(Aptabase::new("A-EU-0123456789"))
        .unwrap();
    telemetry.grant();
    telemetry.track(AppLaunched);
    assert_eq!(reason(&telemetry), OffReason::TestRun);
}

#[test]
fn p7_while_it_is_off_events_are_not_even_made() {
    let telemetry = Telemetry::<Osaurus>::new();
    telemetry.track_with(|| -> AppLaunched { panic!("made although telemetry is off") });
    assert_eq!(telemetry.status().counts.recorded, 0);
}

#[test]
fn p7_a_refusal_is_remembered_even_while_it_is_off_for_another_reason() {
    let receiver = Receiver::start().unwrap();
    let off = launch_with(&receiver, |builder| builder.disabled(true));
    off.telemetry.withdraw();
    let later = launch_with(&receiver, |builder| builder.state_folder(off.state.path()));
    assert_eq!(reason(&later.telemetry), OffReason::Denied);
}

/// Runs the application in a process of its own, up to the moment when it has tracked its events,
/// and looks at it.
#[cfg(target_os = "linux")]
fn look_at_process(scenario: &str, variables: &[(&str, &str)]) -> outside::Seen {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().display().to_string();
    let mut application = child::command(&[scenario, &receiver.url(), &folder]);
    application.envs(variables.iter().copied());
    outside::look(&mut application, state.path(), &receiver).0
}

#[cfg(target_os = "linux")]
#[test]
fn p7_off_has_no_thread_no_socket_and_no_file() {
    assert_eq!(look_at_process("no key", &[]), Seen::nothing());
    assert_eq!(look_at_process("undecided", &[]), Seen::nothing());
    assert_eq!(look_at_process("key", &[("DO_NOT_TRACK", "1")]), Seen::nothing());
    assert_eq!(look_at_process("built-in endpoint", &[]), Seen::nothing());
    let refused = look_at_process("refused", &[]);
    let remembered = Seen { files: vec!["consent".to_owned()], ..Seen::nothing() };
    assert_eq!(refused, remembered, "only the refusal itself is remembered");
}

/// The same look does see a process that sends.
#[cfg(target_os = "linux")]
#[test]
fn p7_the_look_from_outside_is_not_blind() {
    let seen = look_at_process("key", &[]);
    assert_eq!(seen.threads, ["telemetry"]);
    assert!(seen.sockets > 0 && !seen.files.is_empty() && seen.connections > 0, "{seen:?}");
}

#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    let [scenario, url, folder] = &role[..] else { panic!("{role:?}") };
    let telemetry = Telemetry::<Osaurus>::new();
    let transport = match scenario.as_str() {
        "no key" => Aptabase::new(None).host(url),
        "built-in endpoint" => Aptabase::new("A-EU-0123456789"),
        _ => Aptabase::new(DEFAULT_KEY).host(url),
    };
    let guard = telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(folder)
        .start(transport)
        .unwrap();
    match scenario.as_str() {
        "undecided" => {}
        "refused" => telemetry.withdraw(),
        _ => telemetry.grant(),
    }
    telemetry.track(AppLaunched);
    telemetry.track(FirstTimeChatUsed);
    if scenario != "undecided" {
        telemetry.flush(PATIENCE);
    }
    outside::be_looked_at();
    drop(guard);
}
