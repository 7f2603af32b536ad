//! What is wrong outside the program gives a clear reason, takes nothing else along, and neither
//! panics nor prints.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use osaurus::events::*;
use osaurus::*;
use telemetry::testing::{FixedEnvironment, ManualClock};
use telemetry::{
    Aptabase, DropReason, OffReason, Place, RetryPolicy, StartError, State, Telemetry, UreqHttp,
};
use telemetry_receiver::{DEFAULT_KEY, Fault, Receiver};

fn start(transport: Aptabase) -> Result<telemetry::Guard, StartError> {
    let state = tempfile::tempdir().unwrap();
    let telemetry = Telemetry::<Osaurus>::new();
    telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(state.path())
        .start(transport)
}

#[test]
fn a_malformed_key_is_refused_with_the_form_that_is_right() {
    for key in
        ["A-EU", "B-EU-0123456789", "A-XX-0123456789", "A-EU-012345678", "A-EU-0123456789-1", "🔑"]
    {
        let error = start(Aptabase::new(key)).unwrap_err().to_string();
        assert!(
            error.contains("A-EU-0123456789") && !error.contains(&format!("`{key}`"))
                || key == "A-EU",
            "{error}"
        );
    }
}

#[test]
fn a_malformed_host_is_refused_with_the_form_that_is_right() {
    for host in [
        "",
        "telemetry.example.com",
        "ftp://telemetry.example.com",
        "http://user:hunter2@example.com",
    ] {
        let error = start(Aptabase::new(DEFAULT_KEY).host(host)).unwrap_err().to_string();
        assert!(
            error.contains("https://telemetry.example.com") && !error.contains("hunter2"),
            "{error}"
        );
    }
}

#[test]
fn a_failed_start_says_why_and_can_be_corrected() {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    let telemetry = Telemetry::<Osaurus>::new();
    let start = |key: &str| {
        let builder = telemetry.builder_with(EveryEvent { total_memory_gb: 16.0 });
        builder.state_folder(state.path()).start(Aptabase::new(key).host(receiver.url()))
    };
    let error = start("hello").unwrap_err();
    let problem = error.to_string();
    assert_eq!(telemetry.status().state, State::Off(OffReason::StartFailed { problem }));
    let _guard = start(DEFAULT_KEY).unwrap();
    assert_eq!(telemetry.status().state, State::Waiting);
}

#[test]
fn an_error_that_main_returns_is_read_by_people() {
    let error = start(Aptabase::new("hello")).unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    let error = telemetry::configuration::switches_off(&b"{"[..], "telemetry").unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
}

#[test]
fn a_second_start_is_an_error() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let again = app
        .telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(app.state.path())
        .start(Aptabase::new(DEFAULT_KEY).host(receiver.url()));
    assert_eq!(again.unwrap_err(), StartError::AlreadyStarted);
    assert_eq!(app.telemetry.status().state, State::Waiting);
}

#[test]
fn once_per_install_without_a_state_folder_is_an_error() {
    let telemetry = Telemetry::<Osaurus>::new();
    let started = telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .start(Aptabase::new(DEFAULT_KEY).host("http://127.0.0.1:9"));
    assert_eq!(started.unwrap_err(), StartError::NoStateFolder { event: "first_time_chat_shown" });
}

#[test]
fn an_endpoint_that_others_can_read_says_so() {
    for (host, shown) in [
        ("http://collector.invalid", "endpoint:  http://collector.invalid (not encrypted)\n"),
        ("http://127.0.0.1:9", "endpoint:  http://127.0.0.1:9\n"),
        ("https://collector.invalid", "endpoint:  https://collector.invalid\n"),
    ] {
        let state = tempfile::tempdir().unwrap();
        let telemetry = Telemetry::<Osaurus>::new();
        let _guard = telemetry
            .builder_with(EveryEvent { total_memory_gb: 16.0 })
            .state_folder(state.path())
            .start(Aptabase::new(DEFAULT_KEY).host(host))
            .unwrap();
        let status = telemetry.status().to_string();
        assert!(status.contains(shown), "{status}");
    }
}

/// Sends one event to a server that cannot take it; returns what the status says.
fn problem_with(url: String) -> String {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let telemetry = Telemetry::<Osaurus>::new();
    let _guard = telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(app.state.path())
        .retry(RetryPolicy { retries: 1, first_wait: Duration::ZERO, ..RetryPolicy::default() })
        .http(UreqHttp::new().timeout(PATIENCE))
        .start(Aptabase::new(DEFAULT_KEY).host(url))
        .unwrap();
    telemetry.grant();
    telemetry.track(AppLaunched);
    let counts = telemetry.flush(PATIENCE);
    assert_eq!((counts.pending, counts.dropped.by(DropReason::RetriesUsedUp)), (0, 1), "{counts}");
    telemetry.status().problems[&Place::Delivery].clone()
}

#[test]
fn an_unreachable_server_is_a_reason_in_the_status() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(problem_with(format!("http://{free}")).starts_with("the connection failed"));
    let unknown = problem_with("http://telemetry.invalid".to_owned());
    assert!(
        unknown.starts_with("the server's name is unknown")
            || unknown.starts_with("the connection failed"),
        "{unknown}"
    );
}

#[test]
fn a_self_signed_server_is_not_trusted() {
    let receiver = Receiver::start_tls_self_signed().unwrap();
    let problem = problem_with(receiver.url());
    assert!(problem.contains("invalid peer certificate"), "{problem}");
    assert!(!receiver.received_anywhere("app_launched"));
}

#[test]
fn a_server_that_does_not_speak_http_is_a_reason_in_the_status() {
    let receiver = Receiver::start().unwrap();
    receiver.always(Fault::Garbage);
    assert_eq!(problem_with(receiver.url()), "the server does not speak HTTP");
}

#[test]
fn a_page_in_place_of_an_answer_is_no_success() {
    let receiver = Receiver::start().unwrap();
    receiver.always(Fault::Html);
    assert_eq!(
        problem_with(receiver.url()),
        "the server answered with status 200, but with a web page"
    );
}

#[test]
fn a_state_folder_that_cannot_be_used_costs_only_what_needs_it() {
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a-file");
    std::fs::write(&file, "").unwrap();
    // A file where a folder should be: unusable even for a privileged user.
    let app = launch_with(&receiver, |builder| builder.state_folder(&file));
    assert_eq!(app.telemetry.status().state, State::Waiting);
    assert!(
        app.telemetry.status().problems[&Place::StateFolder].starts_with("the user's decision")
    );
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    app.telemetry.track(FirstTimeChatUsed);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched"]);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::MarkerUnavailable), 1);
}

#[test]
fn a_decision_that_cannot_be_read_may_be_a_refusal() {
    let receiver = Receiver::start().unwrap();
    for content in ["", "perhaps", "\u{0}"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("consent"), content).unwrap();
        let app = launch_with(&receiver, |builder| {
            builder
                .state_folder(folder.path())
                .consent_policy(telemetry::ConsentPolicy::OnUntilOptedOut)
        });
        app.telemetry.track(AppLaunched);
        assert_eq!(app.telemetry.status().state, State::Waiting, "{content:?}");
    }
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn a_clock_that_jumps_back_loses_nothing() {
    let receiver = Receiver::start().unwrap();
    let now = SystemTime::now();
    let clock = Arc::new(ManualClock::new(now));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    clock.set_now(now - Duration::from_secs(2 * 60 * 60));
    app.telemetry.track(AgentCreated);
    clock.set_now(now);
    app.telemetry.track(ServerStarted);
    app.flush();
    assert_eq!(names(&receiver), ["app_launched", "agent_created", "server_started"]);
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}

#[test]
fn a_clock_before_1970_does_no_harm() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH - Duration::from_secs(9)));
    let app = launch_with(&receiver, |builder| builder.clock(clock));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    app.flush();
    let counts = app.telemetry.status().counts;
    assert_eq!((counts.recorded, counts.pending), (1, 0));
}

#[cfg(unix)]
#[test]
fn an_environment_that_is_not_utf8_opts_out_and_nothing_else() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let receiver = Receiver::start().unwrap();
    let garbage = OsStr::from_bytes(b"\xff\xfe");
    let environment = FixedEnvironment::new().with("LANG", garbage).with("HTTP_PROXY", garbage);
    let app = launch_with(&receiver, |builder| builder.environment(environment));
    assert_eq!(app.telemetry.status().state, State::Waiting);
    let environment = FixedEnvironment::new().with("DO_NOT_TRACK", garbage);
    let app = launch_with(&receiver, |builder| builder.environment(environment));
    let reason = OffReason::OptedOut { variable: "DO_NOT_TRACK".to_owned() };
    assert_eq!(app.telemetry.status().state, State::Off(reason));
}
