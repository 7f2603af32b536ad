//! P7, way by way: each opt-out variable, the configuration, the stored choice and the test run keep
//! telemetry off, in a process that is looked at from outside, and the status says which it was.
#![cfg(target_os = "linux")]

#[path = "support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

#[path = "support/outside.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod outside;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use chats::*;
use outside::Seen;
use telemetry::transport::{Http, HttpError, Permit, Request, Response};
use telemetry::{ConsentPolicy, Identity, PostHog};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

/// The variables that make this test program play the application: the server, if one is named, the
/// folder, and what its configuration says.
const ENDPOINT: &str = "TELEMETRY_TEST_ENDPOINT";
const STATE: &str = "TELEMETRY_TEST_STATE";
const CONFIGURATION: &str = "TELEMETRY_TEST_CONFIGURATION";

/// One run of the application, which the user has nothing against unless something here says so.
struct Run {
    receiver: Receiver,
    state: TempDir,
    program: Command,
}

impl Run {
    /// With a server of the application's own choice.
    fn new() -> Self {
        let run = Self::installed(&std::env::current_exe().unwrap());
        let endpoint = run.receiver.url();
        run.with(ENDPOINT, endpoint)
    }

    /// With the built-in server, as the program at that path.
    fn installed(program: &Path) -> Self {
        let (receiver, state) = (Receiver::start().unwrap(), folder());
        let mut program = Command::new(program);
        program
            .args(["--exact", "the_application", "--nocapture"])
            .env_clear()
            .env(STATE, state.path());
        Self { receiver, state, program }
    }

    fn with(mut self, variable: &str, value: impl AsRef<OsStr>) -> Self {
        self.program.env(variable, value);
        self
    }

    /// With a decision that the user made before.
    fn decided(self, decision: &str) -> Self {
        fs::write(self.state.path().join("consent"), decision).unwrap();
        self
    }

    /// What it looks like, what it says of itself, and the requests that it makes beyond the receiver.
    fn look(mut self) -> (Seen, String, Vec<String>) {
        let (seen, said) = outside::look(&mut self.program, self.state.path(), &self.receiver);
        let of = |what: &'static str| said.iter().filter_map(move |line| line.strip_prefix(what));
        let state = of("telemetry: ").next().unwrap().to_owned();
        let requests = of("request to ").map(str::to_owned).collect();
        (seen, state, requests)
    }

    #[track_caller]
    fn stays_off(self, reason: &str) {
        self.stays_off_and_keeps(reason, &[]);
    }

    /// Without a thread, a socket, a connection, and but for what was there before a file.
    #[track_caller]
    fn stays_off_and_keeps(self, reason: &str, files: &[&str]) {
        let (seen, state, requests) = self.look();
        let files = files.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(seen, Seen { files, ..Seen::nothing() });
        assert_eq!((state, requests), (format!("off: {reason}"), vec![]));
    }

    #[track_caller]
    fn comes_on(self) {
        let (seen, state, _) = self.look();
        assert_eq!((state.as_str(), seen.threads.len()), ("on", 1));
        assert!(seen.connections > 0 && seen.files.len() > 1, "{seen:?}");
    }
}

const VARIABLES: [&str; 4] =
    ["DO_NOT_TRACK", "CHATS_NO_ANALYTICS", "CHATS_TELEMETRY_DISABLED", "ITS_OWN_VARIABLE"];

#[test]
fn p7_the_look_is_not_blind() {
    Run::new().comes_on();
    Run::new().decided("granted").comes_on();
}

#[test]
fn p7_each_opt_out_variable() {
    for variable in VARIABLES {
        let reason = format!("the environment variable {variable} opts out");
        Run::new().with(variable, "1").stays_off(&reason);
        Run::new().with(variable, "please").stays_off(&reason);
        // It beats a yes of before.
        Run::new()
            .with(variable, "true")
            .decided("granted")
            .stays_off_and_keeps(&reason, &["consent"]);
    }
    let reason = "the environment variable DO_NOT_TRACK opts out";
    Run::new().with("DO_NOT_TRACK", OsStr::from_bytes(&[0xff])).stays_off(reason);
}

#[test]
fn p7_the_words_for_no_do_not_opt_out() {
    for (variable, no) in VARIABLES.into_iter().zip(["0", "false", "Off", ""]) {
        Run::new().with(variable, no).comes_on();
    }
}

#[test]
fn p7_the_configuration() {
    let reason = "the configuration switches it off";
    Run::new().with(CONFIGURATION, "{\"telemetry\": {\"disabled\": true}}").stays_off(reason);
    Run::new().with(CONFIGURATION, "{\"telemetry\": {\"disabled\": false}}").comes_on();
}

#[test]
fn p7_the_stored_choice() {
    let reason = "the user did not consent";
    Run::new()
        .decided("denied 2026-01-01T00:00:00.000Z\n")
        .stays_off_and_keeps(reason, &["consent"]);
}

#[test]
fn p7_no_key() {
    Run::installed(&std::env::current_exe().unwrap())
        .with(ENDPOINT, "")
        .stays_off("there is no key");
}

/// The program as somebody has installed it, not as `cargo test` has built it.
fn installed() -> (TempDir, PathBuf) {
    let folder = folder();
    let program = folder.path().join("chats");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    (folder, program)
}

const TEST_RUN: &str = "this is a test run, and no endpoint was named";

#[test]
fn p7_a_test_run() {
    Run::installed(&std::env::current_exe().unwrap()).stays_off(TEST_RUN);
    let (_folder, program) = installed();
    for runner in
        ["NEXTEST", "RUST_TEST_THREADS", "PYTEST_CURRENT_TEST", "JEST_WORKER_ID", "VITEST"]
    {
        Run::installed(&program).with(runner, "1").stays_off(TEST_RUN);
    }
    // A named endpoint is reached all the same.
    Run::new().with("NEXTEST", "1").comes_on();
}

#[test]
fn p7_continuous_integration_alone_is_real_use() {
    let (_folder, program) = installed();
    for variables in [&[][..], &["CI"], &["CI", "GITHUB_ACTIONS"]] {
        let run =
            variables.iter().fold(Run::installed(&program), |run, name| run.with(name, "true"));
        let (_, state, requests) = run.look();
        assert_eq!(state, "on");
        assert_eq!(requests, ["https://us.i.posthog.com/batch/"]);
    }
}

/// Nothing of a test reaches the built-in server, whatever the library does.
struct NoNetwork;

impl Http for NoNetwork {
    fn post(&mut self, request: &Request, _: &Permit) -> Result<Response, HttpError> {
        println!("\nrequest to {}", request.url);
        Ok(Response {
            status: 200,
            content_type: Some("application/json".to_owned()),
            retry_after: None,
            location: None,
            body: b"{\"status\":\"Ok\"}".to_vec(),
        })
    }
}

/// The application; not a test.
#[test]
fn the_application() {
    let Some(state) = std::env::var_os(STATE) else {
        return;
    };
    let variable = |name| std::env::var_os(name).map(OsString::into_string).map(Result::unwrap);
    let app = App::new();
    let state = Path::new(&state);
    let configuration = variable(CONFIGURATION).unwrap_or_default();
    let builder = app
        .telemetry
        .builder()
        .state_folder(state)
        .identity(Identity::per_install(state.join("id")))
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .opt_out_variable("ITS_OWN_VARIABLE")
        .disabled_by_json(Ok(configuration.as_bytes()), "telemetry.disabled")
        .sessions(&app.sessions)
        .rollup(&app.day);
    let guard = match variable(ENDPOINT).as_deref() {
        None => builder.http(NoNetwork).start(PostHog::new(DEFAULT_PROJECT_KEY)),
        Some("") => builder.http(NoNetwork).start(PostHog::new(None)),
        Some(url) => builder.start(PostHog::new(DEFAULT_PROJECT_KEY).host(url)),
    };
    app.telemetry.track(AppOpened);
    app.telemetry.track(FirstChatSent);
    app.sessions.update("chat", |chat| chat.turn_count += 1);
    app.sessions.end("chat");
    app.day.update(|day| day.sessions += 1);
    app.telemetry.flush(PATIENCE);
    println!("\n{}", app.telemetry.status());
    outside::be_looked_at();
    drop(guard);
}
