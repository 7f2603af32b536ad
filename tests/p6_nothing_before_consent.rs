//! P6: undecided, events wait in memory; granted, they go; refused or withdrawn, they are dropped,
//! and no request starts once the call has returned.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use osaurus::events::*;
use osaurus::*;
use telemetry::{Aptabase, Consent, ConsentPolicy, DropReason, OffReason, State, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

#[test]
fn p6_undecided_events_wait_and_nothing_connects() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(AppLaunched);
    app.telemetry.track(OnboardingStarted);
    let counts = app.telemetry.flush(PATIENCE);
    assert_eq!((counts.recorded, counts.pending), (2, 2));
    assert_eq!(app.telemetry.status().state, State::Waiting);
    drop(app.guard);
    assert_eq!(receiver.connections(), 0);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::ShutDown), 2);
}

#[test]
fn p6_consent_sends_what_waited_in_its_order_and_with_its_times() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(AppLaunched);
    app.telemetry.track(OnboardingStarted);
    app.telemetry.grant();
    app.telemetry.track(AgentCreated);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched", "onboarding_started", "agent_created"]);
    let sessions: Vec<_> = receiver.events().into_iter().map(|event| event.session).collect();
    assert!(sessions.iter().all(|session| *session == sessions[0]));
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}

#[test]
fn p6_the_earliest_64_wait_and_the_rest_is_counted() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    for index in 0..100 {
        app.telemetry.track(OnboardingStepViewed { step: Step::Welcome, index });
    }
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Overflow), 36);
    app.telemetry.grant();
    app.flush();
    assert_eq!(indexes(&receiver), (0..64).collect::<Vec<_>>());
}

#[test]
fn p6_a_refusal_drops_what_waited() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(AppLaunched);
    app.telemetry.withdraw();
    app.telemetry.track(AgentCreated);
    let status = app.telemetry.status();
    assert_eq!(status.state, State::Off(OffReason::Denied));
    assert_eq!((status.counts.recorded, status.counts.dropped.by(DropReason::Denied)), (1, 1));
    drop(app.guard);
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn p6_a_change_of_mind_starts_anew() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    app.flush();
    app.telemetry.withdraw();
    app.telemetry.track(AgentCreated);
    app.telemetry.grant();
    app.telemetry.track(ServerStarted);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched", "server_started"]);
    let events = receiver.events();
    assert_ne!(events[0].session, events[1].session, "a refusal ends the session");
}

#[test]
fn p6_the_decision_outlasts_the_process() {
    let receiver = Receiver::start().unwrap();
    let first = launch(&receiver);
    first.telemetry.grant();
    let folder = first.state.path().to_owned();
    let second = launch_with(&receiver, |builder| builder.state_folder(&folder));
    assert_eq!(second.telemetry.status().state, State::On);
    second.telemetry.withdraw();
    let third = launch_with(&receiver, |builder| builder.state_folder(&folder));
    assert_eq!(third.telemetry.status().state, State::Off(OffReason::Denied));
    assert_eq!(third.telemetry.status().consent, Consent::Denied);
}

#[test]
fn p6_what_the_user_says_before_the_start_holds() {
    let receiver = Receiver::start().unwrap();
    for (says_yes, state) in [(true, State::On), (false, State::Off(OffReason::Denied))] {
        let folder = tempfile::tempdir().unwrap();
        let telemetry = Telemetry::<Osaurus>::new();
        if says_yes {
            telemetry.grant()
        } else {
            telemetry.withdraw()
        }
        let _guard = telemetry
            .builder_with(EveryEvent { total_memory_gb: 16.0 })
            .state_folder(folder.path())
            .consent_policy(ConsentPolicy::OnUntilOptedOut)
            .start(Aptabase::new(DEFAULT_KEY).host(receiver.url()))
            .unwrap();
        assert_eq!(telemetry.status().state, state);
        assert!(folder.path().join("consent").exists());
    }
}

#[test]
fn p6_the_other_policy_is_on_until_the_user_opts_out() {
    let receiver = Receiver::start().unwrap();
    let app =
        launch_with(&receiver, |builder| builder.consent_policy(ConsentPolicy::OnUntilOptedOut));
    app.telemetry.track(AppLaunched);
    app.flush();
    app.telemetry.withdraw();
    app.telemetry.track(AgentCreated);
    drop(app.guard);
    assert_eq!(names(&receiver), ["app_launched"]);
}
