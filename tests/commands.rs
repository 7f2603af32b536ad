//! The subcommand `telemetry`, from outside: each call is a process of its own, as in a user's shell.

#[path = "../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "the application sends two of the events")]
mod events;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::{FromArgMatches, Parser, Subcommand};
use events::{FeatureUsed, FirstChatSent, OpenJarvis, Platform};
use telemetry::{Catalog, ConsentPolicy, Identity, PostHog, Telemetry, TelemetryCommand};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

/// How the application reads its arguments.
#[derive(Parser)]
#[command(name = "jarvis")]
enum Cli {
    /// See what is sent, and switch it on or off.
    #[command(subcommand)]
    Telemetry(TelemetryCommand),
    /// Chat a little.
    Chat,
}

struct User {
    receiver: Receiver,
    home: TempDir,
}

/// What a call of the application looks like from outside.
#[derive(Debug)]
struct Answer {
    code: i32,
    text: String,
    errors: String,
}

impl User {
    fn new() -> Self {
        Self { receiver: Receiver::start().unwrap(), home: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn call(&self, arguments: &str) -> Answer {
        self.call_with(arguments, &[])
    }

    fn call_with(&self, arguments: &str, variables: &[(&str, &str)]) -> Answer {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_application", "--nocapture"])
            .env(ARGUMENTS, arguments)
            .env(SERVER, self.receiver.url())
            .env(HOME, self.home.path())
            .env_remove("DO_NOT_TRACK")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let (_, text) = text.split_once(BEGIN).unwrap_or(("", &text));
        let errors = String::from_utf8(output.stderr).unwrap();
        Answer { code: output.status.code().unwrap(), text: text.to_owned(), errors }
    }

    /// A call that does what it is asked for.
    fn succeed(&self, arguments: &str) -> String {
        let answer = self.call(arguments);
        assert_eq!((answer.code, &*answer.errors), (0, ""), "{answer:?}");
        answer.text
    }

    fn consent(&self) -> String {
        let text = fs::read_to_string(self.path("state/consent")).unwrap_or_default();
        text.split_whitespace().next().unwrap_or_default().to_owned()
    }

    fn id(&self) -> Option<String> {
        fs::read_to_string(self.path("anon_id")).ok().map(|id| id.trim().to_owned())
    }
}

#[test]
fn on_and_off_outlast_the_process() {
    let user = User::new();
    let status = user.succeed("telemetry status");
    assert!(status.starts_with("telemetry: waiting for the user's decision\n"), "{status}");
    assert!(status.contains("why:       nothing is sent before the user agrees\n"), "{status}");
    assert!(status.contains(&format!("endpoint:  {}\n", user.receiver.url())), "{status}");
    assert!(status.contains("id:        none yet; it would be in "), "{status}");
    user.succeed("chat");
    assert_eq!((user.receiver.connections(), user.id()), (0, None));

    assert_eq!(user.succeed("telemetry on"), "telemetry is on\n");
    assert_eq!(user.consent(), "granted");
    let status = user.succeed("telemetry status");
    assert!(
        status.starts_with("telemetry: on\nconsent:   granted\nwhy:       the user agreed\n"),
        "{status}"
    );
    user.succeed("chat");
    let sent = user.receiver.events().len();
    assert!(sent > 0);

    assert_eq!(user.succeed("telemetry off"), "telemetry is off, and nothing more is sent\n");
    assert_eq!(user.consent(), "denied");
    let status = user.succeed("telemetry status");
    assert!(status.starts_with("telemetry: off: the user did not consent\n"), "{status}");
    user.succeed("chat");
    assert_eq!(user.receiver.events().len(), sent);
}

#[test]
fn status_says_what_waits() {
    let user = User::new();
    let status = user.succeed("telemetry status");
    assert!(status.contains("events:    1 recorded, 0 sent, 1 pending, 0 dropped\n"), "{status}");
}

#[test]
fn on_against_an_opt_out_is_an_error_that_says_why() {
    let user = User::new();
    let answer = user.call_with("telemetry on", &[("OPENJARVIS_NO_ANALYTICS", "1")]);
    assert_eq!(answer.code, 1);
    assert_eq!(
        answer.errors,
        "telemetry stays off: the environment variable OPENJARVIS_NO_ANALYTICS opts out\n"
    );
    assert_eq!(user.consent(), "");
    // To refuse is always possible, and is remembered.
    let answer = user.call_with("telemetry off", &[("OPENJARVIS_NO_ANALYTICS", "1")]);
    assert_eq!((answer.code, &*user.consent()), (0, "denied"), "{answer:?}");
    let answer = user.call_with("telemetry status", &[("OPENJARVIS_NO_ANALYTICS", "1")]);
    assert!(answer.text.contains("OPENJARVIS_NO_ANALYTICS opts out\nconsent:   denied\n"));
}

#[test]
fn a_decision_that_cannot_be_kept_is_an_error() {
    let user = User::new();
    fs::write(user.path("state"), "a file where the folder should be").unwrap();
    for command in ["telemetry on", "telemetry off"] {
        let answer = user.call(command);
        assert_eq!(answer.code, 1, "{answer:?}");
        assert!(answer.errors.starts_with("the decision could not be stored: "), "{answer:?}");
    }
    let answer = user.call_with("telemetry off", &[(NO_FOLDER, "1")]);
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.errors.contains("names no folder"), "{answer:?}");
}

#[test]
fn a_new_id_replaces_the_old_one() {
    let user = User::new();
    let text = user.succeed("telemetry reset-id");
    assert!(text.contains("there is no id yet"), "{text}");
    assert_eq!(user.id(), None);
    user.succeed("telemetry on");
    let first = user.id().unwrap();
    let text = user.succeed("telemetry reset-id");
    assert!(text.contains("has a new id"), "{text}");
    let second = user.id().unwrap();
    assert_ne!(first, second);
    user.succeed("chat");
    let ids: Vec<_> =
        user.receiver.events().iter().map(|event| event.json["distinct_id"].clone()).collect();
    assert_eq!(ids.last().unwrap(), second.as_str());
    assert!(ids.iter().any(|id| id == first.as_str()));
    fs::remove_file(user.path("anon_id")).unwrap();
    fs::create_dir(user.path("anon_id")).unwrap();
    let answer = user.call("telemetry reset-id");
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.errors.starts_with("the id could not be replaced: "), "{answer:?}");
}

#[test]
fn show_is_the_catalogue() {
    assert_eq!(User::new().succeed("telemetry show"), OpenJarvis::markdown());
}

#[test]
fn preview_shows_what_waits_and_sends_nothing() {
    let user = User::new();
    let preview = user.succeed("telemetry preview");
    let url = user.receiver.url();
    assert!(
        preview.starts_with("# The next request, with 1 of 1 events that wait:\n"),
        "{preview}"
    );
    assert!(preview.contains(&format!("\nPOST {url}/batch/\nContent-Type: application/json\n")));
    assert!(preview.contains("\nContent-Encoding: gzip\n\n{\"api_key\":\"***\",\"sent_at\":\""));
    assert!(preview.contains("\"event\":\"feature_used\""), "{preview}");
    assert!(!preview.contains(DEFAULT_PROJECT_KEY));
    assert_eq!((user.receiver.connections(), user.id()), (0, None));
    let answer = user.call_with("telemetry preview", &[("DO_NOT_TRACK", "1")]);
    assert_eq!(
        answer.text,
        "nothing is sent, telemetry is off: the environment variable DO_NOT_TRACK opts out\n"
    );
    user.succeed("telemetry off");
    let preview = user.succeed("telemetry preview");
    assert!(preview.starts_with("# Nothing is sent, telemetry is off: the user did not consent."));
    assert!(preview.contains("\"event\":\"usage_daily_summary\""), "{preview}");
}

#[test]
fn a_wrong_subcommand_is_clap_s_own_error() {
    let user = User::new();
    let answer = user.call("telemetry delete");
    assert_eq!(answer.code, 2, "{answer:?}");
    assert!(answer.errors.contains("delete"), "{answer:?}");
    let answer = user.call("telemetry");
    assert_eq!(answer.code, 2);
    for command in ["status", "on", "off", "reset-id", "show", "preview"] {
        assert!(answer.errors.contains(&format!("  {command}  ")), "{answer:?}");
    }
}

#[test]
fn the_builder_of_clap_mounts_it_too() {
    let telemetry = TelemetryCommand::augment_subcommands(clap::Command::new("telemetry"));
    let mut application = clap::Command::new("jarvis").subcommand(telemetry);
    application.build();
    let matches = application.try_get_matches_from(["jarvis", "telemetry", "reset-id"]).unwrap();
    let (name, matches) = matches.subcommand().unwrap();
    assert_eq!(name, "telemetry");
    let command = TelemetryCommand::from_arg_matches(matches).unwrap();
    assert_eq!(command, TelemetryCommand::ResetId);
    assert!(TelemetryCommand::has_subcommand("preview") && !TelemetryCommand::has_subcommand("x"));
}

/// The variables that make this test program play the application.
const ARGUMENTS: &str = "TELEMETRY_TEST_ARGUMENTS";
const SERVER: &str = "TELEMETRY_TEST_SERVER";
const HOME: &str = "TELEMETRY_TEST_HOME";
const NO_FOLDER: &str = "TELEMETRY_TEST_NO_FOLDER";

/// What the test harness prints comes before it.
const BEGIN: &str = "\n-- begin --\n";

#[test]
fn the_application() {
    let Ok(arguments) = std::env::var(ARGUMENTS) else { return };
    let cli = Cli::parse_from(std::iter::once("jarvis").chain(arguments.split_whitespace()));
    print!("{BEGIN}");
    // A test has no exit code of its own, and its harness has a last word.
    let code = application(&cli);
    std::io::stdout().flush().unwrap();
    std::process::exit(i32::from(code != ExitCode::SUCCESS));
}

fn application(cli: &Cli) -> ExitCode {
    let home = PathBuf::from(std::env::var_os(HOME).unwrap());
    let server = std::env::var(SERVER).unwrap();
    if std::env::var_os(NO_FOLDER).is_some() {
        return without_folder(cli, &server);
    }
    let telemetry = Telemetry::<OpenJarvis>::new();
    let _guard = telemetry
        .builder()
        .state_folder(home.join("state"))
        .identity(Identity::per_install(home.join("anon_id")))
        .consent_policy(ConsentPolicy::AskFirst)
        .exit_deadline(std::time::Duration::from_secs(20))
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(server))
        .unwrap();
    telemetry.track(FeatureUsed { feature_name: events::Feature::Chat });
    match cli {
        Cli::Telemetry(command) => run(*command, &telemetry),
        Cli::Chat => {
            telemetry.track(FirstChatSent { platform: Platform::Cli });
            ExitCode::SUCCESS
        }
    }
}

fn run<C: Catalog>(command: TelemetryCommand, telemetry: &Telemetry<C>) -> ExitCode {
    match command.run(telemetry, &mut std::io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // As of a `main` that returns it.
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

/// The application was opened.
#[derive(telemetry::TelemetryEvent)]
struct AppOpened;

telemetry::catalog! {
    /// A catalogue without anything to remember.
    struct Small {
        title: "Small",
        backends: [PostHog],
        events: [AppOpened],
        never: [],
    }
}

fn without_folder(cli: &Cli, server: &str) -> ExitCode {
    let telemetry = Telemetry::<Small>::new();
    let started = telemetry.builder().start(PostHog::new(DEFAULT_PROJECT_KEY).host(server));
    let _guard = started.unwrap();
    match cli {
        Cli::Telemetry(command) => run(*command, &telemetry),
        Cli::Chat => ExitCode::SUCCESS,
    }
}
