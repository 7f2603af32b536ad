//! What other languages send of a catalogue: the exported files run in a shell and in node against the
//! receiver, which is as strict with them as with the library.

#[path = "../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "the tests send a few of the events")]
mod events;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use events::{FeatureUsed, OpenJarvis};
use serde_json::json;
use telemetry::testing::assert_document_is_current;
use telemetry::{
    Beacon, Catalog, CheckedFor, ConsentPolicy, Identity, PostHog, Set, Telemetry, TelemetryCommon,
    TelemetryEnum, TelemetryEvent, catalog,
};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Fault, Receiver};
use tempfile::TempDir;

const SHELLS: [&str; 2] = ["dash", "bash"];

/// An install script's surroundings: a home folder with the functions in it.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new(receiver: &Receiver, consent_policy: ConsentPolicy) -> Self {
        Self::of::<OpenJarvis>(receiver, consent_policy)
    }

    fn of<C: Catalog + CheckedFor<PostHog>>(
        receiver: &Receiver,
        consent_policy: ConsentPolicy,
    ) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        let beacon = Beacon {
            id_file: "$HOME/.openjarvis/anon_id",
            state_folder: "$HOME/.openjarvis/state",
            consent_policy,
            opt_out_variables: &["OWN_VARIABLE"],
        };
        let transport = PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url());
        fs::write(home.path("beacon.sh"), transport.shell::<C>(&beacon).unwrap()).unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn id_file(&self) -> PathBuf {
        self.path(".openjarvis/anon_id")
    }

    fn id(&self) -> String {
        fs::read_to_string(self.id_file()).unwrap().trim().to_owned()
    }

    /// Runs a script that stops at the first failure, as install scripts do.
    fn run(&self, shell: &str, script: &str, variables: &[(&str, &str)]) -> Output {
        let script = format!("set -eu\n. \"$HOME/beacon.sh\"\n{script}\necho finished");
        let output = Command::new(shell)
            .args(["-c", &script])
            .env("HOME", self.folder.path())
            .env_remove("DO_NOT_TRACK")
            .envs(variables.iter().copied())
            .output()
            .unwrap_or_else(|error| panic!("{shell} is needed to test the functions: {error}"));
        assert!(output.status.success(), "{shell}: {output:?}");
        assert_eq!(output.stdout, b"finished\n", "{shell}: {output:?}");
        output
    }
}

fn on(receiver: &Receiver) -> Home {
    Home::new(receiver, ConsentPolicy::OnUntilOptedOut)
}

#[test]
fn a_script_sends_the_install_funnel() {
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let home = on(&receiver);
        let output = home.run(
            shell,
            "beacon install_started os linux arch x86_64
             beacon install_stage_completed stage deps elapsed_ms 1200 os linux
             beacon install_failed stage venv exit_code 0 os linux arch aarch64
             beacon feedback_submitted rating 5 has_comment true",
            &[],
        );
        assert!(output.stderr.is_empty(), "{output:?}");
        let events = receiver.events();
        let sent: Vec<_> = events
            .iter()
            .map(|event| {
                let own = event.props.clone().into_iter();
                let own = own.filter(|(key, _)| !key.starts_with('$'));
                (event.name.as_str(), json!(own.collect::<serde_json::Map<_, _>>()))
            })
            .collect();
        assert_eq!(
            sent,
            [
                ("install_started", json!({"os": "linux", "arch": "x86_64"})),
                (
                    "install_stage_completed",
                    json!({"stage": "deps", "elapsed_ms": 1200, "os": "linux"})
                ),
                (
                    "install_failed",
                    json!({"stage": "venv", "exit_code": 0, "os": "linux", "arch": "aarch64"})
                ),
                ("feedback_submitted", json!({"rating": 5, "has_comment": true})),
            ]
        );
        for event in &events {
            assert_eq!(event.json["distinct_id"], home.id());
            let stored = &event.stored;
            assert_eq!(stored["ip"], json!(null), "{stored:?}");
            assert_eq!(
                (&stored["geoip"], &stored["person_profile"]),
                (&json!(false), &json!(false))
            );
        }
        assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    }
}

#[test]
fn a_value_outside_of_its_list_is_refused_and_not_repeated() {
    let refused = [
        "plan9 os plan9 arch x86_64",
        "install_started os 'Jane Doe' arch x86_64",
        "install_started os linux",
        "install_started os linux arch x86_64 os linux",
        "install_started os linux arch x86_64 owner Jane",
        "install_started os linux arch",
        "install_started os '*' arch x86_64",
        "install_started 'os linux' '' arch x86_64",
        "install_started os 'linux\",\"owner\":\"Jane' arch x86_64",
        "install_stage_completed stage deps elapsed_ms -1 os linux",
        "install_stage_completed stage deps elapsed_ms 1e9 os linux",
        "install_stage_completed stage deps elapsed_ms 007 os linux",
        "install_stage_completed stage deps elapsed_ms 9999999999999999 os linux",
        "install_stage_completed stage deps elapsed_ms '' os linux",
        "feedback_submitted rating 5 has_comment yes",
        // What needs the library cannot be sent without it.
        "install_started os linux arch x86_64 installer_version 1.2.3",
        "first_chat_sent platform cli",
        "",
    ];
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let home = on(&receiver);
        for arguments in refused {
            let output = home.run(shell, &format!("beacon {arguments}"), &[]);
            let complaint = String::from_utf8(output.stderr).unwrap();
            assert!(complaint.starts_with("beacon: "), "{shell} {arguments}: {complaint}");
            assert!(!complaint.contains("Jane") && !complaint.contains("plan9"), "{complaint}");
        }
        assert_eq!(receiver.connections(), 0);
        assert!(!home.id_file().exists());
    }
}

#[test]
fn a_script_shows_what_it_sends_where_the_user_wants_to_watch() {
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let home = on(&receiver);
        let watch = [("OPENJARVIS_TELEMETRY_LOG", "1")];
        let output = home.run(shell, "beacon feature_used feature_name chat", &watch);
        let request: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(request["api_key"], "***");
        assert_eq!(request["batch"][0], receiver.events()[0].json);
    }
}

#[test]
fn a_script_honours_every_opt_out() {
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let silent = |home: &Home, variables: &[(&str, &str)]| {
            let output = home.run(shell, "beacon install_started os linux arch x86_64", variables);
            assert!(output.stderr.is_empty(), "{output:?}");
            assert_eq!(receiver.connections(), 0, "{shell} {variables:?}");
            assert!(!home.id_file().exists());
        };
        for variable in [
            "DO_NOT_TRACK",
            "OPENJARVIS_NO_ANALYTICS",
            "OPENJARVIS_TELEMETRY_DISABLED",
            "OWN_VARIABLE",
        ] {
            silent(&on(&receiver), &[(variable, "1")]);
        }
        silent(&Home::new(&receiver, ConsentPolicy::AskFirst), &[]);
        for decision in ["denied 2026-11-21T03:50:00.123Z\n", "", "damaged", "grantedx"] {
            let home = on(&receiver);
            fs::create_dir_all(home.path(".openjarvis/state")).unwrap();
            fs::write(home.path(".openjarvis/state/consent"), decision).unwrap();
            silent(&home, &[]);
        }
        let home = on(&receiver);
        home.run(shell, "beacon install_started os linux arch x86_64", &[("DO_NOT_TRACK", "No")]);
        assert_eq!(receiver.events().len(), 1);
    }
}

/// zsh splits no variable into words unless it is told to behave as `sh`: no opt-out would count.
#[test]
fn zsh_is_told_to_behave_as_a_posix_shell() {
    let zsh = "ZSH_VERSION=5.9\nemulate() { echo \"emulate $*\" >&2; }\n";
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let script = "beacon feature_used feature_name chat";
        let output = on(&receiver).run(shell, &format!("{zsh}{script}"), &[]);
        assert_eq!(output.stderr, b"emulate -L sh\n", "{shell}");
        assert!(on(&receiver).run(shell, script, &[]).stderr.is_empty(), "{shell}");
        assert_eq!(receiver.events().len(), 2, "{shell}");
    }
}

/// The decision that the application writes is the one that the script reads.
#[test]
fn a_script_and_the_application_share_the_decision_and_the_id() {
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let home = Home::new(&receiver, ConsentPolicy::AskFirst);
        let telemetry = Telemetry::<OpenJarvis>::new();
        let guard = telemetry
            .builder()
            .state_folder(home.path(".openjarvis/state"))
            .identity(Identity::per_install(home.id_file()))
            .start(PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url()))
            .unwrap();
        let uninstall = "beacon uninstall_started days_since_install 3 os linux";
        home.run(shell, uninstall, &[]);
        assert_eq!(receiver.connections(), 0);
        telemetry.grant();
        home.run(shell, uninstall, &[]);
        telemetry.track(FeatureUsed { feature_name: events::Feature::Voice });
        telemetry.flush(Duration::from_secs(20));
        let ids: Vec<_> =
            receiver.events().iter().map(|event| event.json["distinct_id"].clone()).collect();
        assert_eq!(ids, [home.id().as_str(); 2]);
        telemetry.withdraw();
        home.run(shell, uninstall, &[]);
        assert_eq!(receiver.events().len(), 2);
        drop(guard);
    }
}

#[test]
fn racing_scripts_agree_on_one_id_that_only_the_user_can_read() {
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        let home = on(&receiver);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| home.run(shell, "beacon feature_used feature_name chat", &[]));
            }
        });
        let events = receiver.events();
        assert_eq!(events.len(), 8);
        let id = home.id();
        assert!(events.iter().all(|event| event.json["distinct_id"] == id.as_str()));
        assert_eq!(id.as_bytes()[14], b'4', "a UUID of random numbers: {id}");
        let files = home.path(".openjarvis").read_dir().unwrap().count();
        assert_eq!(files, 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = home.id_file().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}

#[cfg(unix)]
#[test]
fn an_id_file_that_cannot_be_used_is_left_alone() {
    for shell in SHELLS {
        let receiver = Receiver::start().unwrap();
        for prepare in [
            |file: &Path| fs::write(file, "not an id\n").unwrap(),
            |file: &Path| fs::write(file, "00000000-0000-0000-0000-000000000000\n").unwrap(),
            |file: &Path| fs::create_dir(file).unwrap(),
            |file: &Path| {
                std::os::unix::fs::symlink(file.with_file_name("elsewhere"), file).unwrap()
            },
        ] {
            let home = on(&receiver);
            fs::create_dir_all(home.path(".openjarvis")).unwrap();
            prepare(&home.id_file());
            home.run(shell, "beacon feature_used feature_name chat", &[]);
            assert!(!home.path(".openjarvis/elsewhere").exists());
        }
        assert_eq!(receiver.connections(), 0);
    }
}

#[test]
fn a_server_that_does_not_answer_costs_a_script_one_time_out() {
    let receiver = Receiver::start().unwrap();
    receiver.always(Fault::ReadNothing);
    let home = on(&receiver);
    let started = Instant::now();
    home.run("dash", &"beacon feature_used feature_name chat\n".repeat(5), &[]);
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
    assert_eq!(receiver.connections(), 1);
}

#[test]
fn a_wrong_setting_is_refused_when_the_functions_are_made() {
    let beacon = Beacon {
        id_file: "$HOME/.openjarvis/anon_id",
        state_folder: "$HOME/.openjarvis/state",
        consent_policy: ConsentPolicy::AskFirst,
        opt_out_variables: &[],
    };
    let refusal = |transport: PostHog, beacon: Beacon<'_>| {
        transport.shell::<OpenJarvis>(&beacon).expect_err("it is wrong")
    };
    let sound = || PostHog::new(DEFAULT_PROJECT_KEY);
    assert!(refusal(PostHog::new(None), beacon).contains("there is no key"));
    assert!(refusal(PostHog::new("phx_secret"), beacon).contains("personal key"));
    assert!(refusal(sound().host("nowhere"), beacon).contains("endpoint"));
    let path = Beacon { id_file: "$(rm -r $HOME)", ..beacon };
    assert!(refusal(sound(), path).contains("double quotes"));
    for wrong in ["A;rm", "3D", ""] {
        let variable = Beacon { opt_out_variables: &[wrong], ..beacon };
        assert!(refusal(sound(), variable).contains("no name of an environment variable"));
    }
    // Test runs reach only an endpoint that was named.
    let built_in = sound().shell::<OpenJarvis>(&beacon).unwrap();
    assert!(built_in.contains("beacon_test_runners='NEXTEST "));
}

/// Checks a program that uses the module, and runs it; the answer is what it printed or what is wrong
/// with its types.
fn typescript(module: &str, program: &str, arguments: &[&str]) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("telemetry.ts"), module).unwrap();
    fs::write(folder.path().join("program.ts"), program).unwrap();
    fs::write(folder.path().join("package.json"), r#"{"type": "module"}"#).unwrap();
    let tsc = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/node/node_modules/.bin/tsc");
    let checked = Command::new(&tsc)
        .args(["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"])
        .args(["--target", "es2022", "--module", "nodenext", "program.ts"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| {
            panic!("{} is needed, which `tests/run` installs: {error}", tsc.display())
        });
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if !checked.status.success() {
        return Err(text(checked.stdout));
    }
    let ran = Command::new("node")
        .arg("program.js")
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    Ok(text(ran.stdout))
}

fn openjarvis() -> String {
    PostHog::typescript::<OpenJarvis>()
}

const PROLOGUE: &str = r#"
import { capture, isEvent, problem, type Destination } from "./telemetry.js";
declare const process: { argv: string[] };
const [, , host = "", key = "", install = ""] = process.argv;
const to: Destination = { host, key, install };
"#;

#[test]
fn a_front_end_sends_what_the_types_allow() {
    let receiver = Receiver::start().unwrap();
    let install = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    let program = format!(
        "{PROLOGUE}{}",
        r#"
        const sent = [
          await capture("setup_completed", { preset: "deep-research", model_hash: " llama3.1:8b ", engine: "ollama" }, to),
          await capture("feedback_submitted", { rating: 5, has_comment: false }, to),
          await capture("model_changed", { from_model_hash: "", to_model_hash: "x", engine: "mlx" }, to),
        ];
        const refused = [
          await capture("feature_used", { feature_name: "chat" }, { ...to, install: null }),
          await capture("feature_used", { feature_name: "chat" }, { ...to, install: "anonymous" }),
          await capture("feature_used", { feature_name: "Jane" as "chat" }, to),
          await capture("feature_used", { feature_name: "chat", owner: "Jane" } as { feature_name: "chat" }, to),
          await capture("feature_used", { feature_name: "chat" }, { ...to, host: "http://127.0.0.1:1" }),
          await capture("feature_used", null as unknown as { feature_name: "chat" }, to),
        ];
        const guarded = [
          isEvent("feature_used", { feature_name: "chat" }),
          problem("constructor", {}),
          problem("feature_used", {}),
          problem("feature_used", { feature_name: "Jane" }),
          problem("feature_used", { feature_name: "chat", constructor: 1 }),
          problem("feedback_submitted", { rating: 1.5, has_comment: true }),
          problem("feedback_submitted", { rating: 1, has_comment: "true" }),
        ];
        console.log(JSON.stringify({ sent, refused, guarded }));
        "#
    );
    let printed =
        typescript(&openjarvis(), &program, &[&receiver.url(), DEFAULT_PROJECT_KEY, install])
            .unwrap();
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed["sent"], json!([true, true, true]));
    assert_eq!(printed["refused"], json!([false, false, false, false, false, false]));
    assert_eq!(
        printed["guarded"],
        json!([
            true,
            "the catalogue does not list this event",
            "feature_used: feature_name is missing",
            "feature_used: feature_name is not a value of its list or type",
            "feature_used has a property that is not declared",
            "feedback_submitted: rating is not a value of its list or type",
            "feedback_submitted: has_comment is not a value of its list or type",
        ])
    );
    let events = receiver.events();
    let names: Vec<_> = events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["setup_completed", "feedback_submitted", "model_changed"]);
    assert_eq!(events[0].props["model_hash"], "8754b77c7eee26e4");
    assert!(!events[2].props.contains_key("from_model_hash"), "an empty name says nothing");
    for event in &events {
        assert_eq!(event.json["distinct_id"], install);
        assert_eq!(event.stored["ip"], json!(null));
        assert_eq!(event.stored["person_profile"], json!(false));
    }
    assert!(!receiver.received_anywhere("llama3.1") && !receiver.received_anywhere("Jane"));
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}

#[test]
fn a_front_end_that_is_wrong_does_not_compile() {
    let mistakes = [
        r#"await capture("no_such_event", {}, to);"#,
        r#"await capture("feature_used", { feature_name: "Jane" }, to);"#,
        r#"await capture("feature_used", { feature_name: "chat", owner: "Jane" }, to);"#,
        r#"await capture("feedback_submitted", { rating: 5 }, to);"#,
        r#"await capture("feedback_submitted", { rating: "5", has_comment: true }, to);"#,
        r#"await capture("first_chat_sent", { platform: "web" }, to);"#,
    ];
    // One program: its compiler complains about each line.
    let program = format!("{PROLOGUE}{}\nconsole.log(isEvent, problem);", mistakes.join("\n"));
    let complaints = typescript(&openjarvis(), &program, &[]).expect_err("it does not compile");
    let first = PROLOGUE.lines().count() + 1;
    for line in first..first + mistakes.len() {
        assert!(complaints.contains(&format!("program.ts({line},")), "{line}:\n{complaints}");
    }
}

/// What every event carries.
#[derive(TelemetryCommon)]
struct EveryEvent {
    /// The release channel.
    channel: Channel,
}

/// A release channel.
#[derive(TelemetryEnum)]
enum Channel {
    Stable,
}

/// A part of the product. /* */
#[derive(TelemetryEnum)]
enum Part {
    Chat,
    Voice,
    Search,
}

/// Where something runs.
#[derive(TelemetryEnum)]
enum Place {
    #[remote]
    Remote,
}

/// Something was done: a property of each kind.
#[derive(TelemetryEvent)]
struct EverythingDone<'a> {
    parts: Set<Part>,
    part: Option<Part>,
    /// The number of pages, roughly.
    #[bucket(..=1 => "1", ..=10 => "2-10", _ => "10+")]
    pages: u32,
    /// The format.
    #[enum_only("pdf", "html", other = "other")]
    format: &'a str,
    /// The share of it.
    share: f64,
    /// Pseudonyms, with each kind of salt.
    #[hash]
    template: &'a str,
    /// The same.
    #[hash(salt = "a salt: \"own\"", length = 64, lower_case)]
    project: &'a str,
    #[origin]
    place: Place,
    /// What other languages cannot treat.
    #[hash_remote]
    server: &'a str,
    /// The same.
    #[hash(salt = install)]
    document: &'a str,
    /// The same.
    #[scrub(max = 20)]
    message: &'a str,
}

/// Something was done that has no properties of its own.
#[derive(TelemetryEvent)]
struct NothingDone;

catalog! {
    /// Every kind of property.
    struct Everything {
        title: "Everything",
        app: "everything",
        backends: [PostHog],
        common: EveryEvent,
        events: [EverythingDone<'_>, NothingDone],
    }
}

catalog! {
    /// Texts that would leave their comments, and a name that no variable begins with.
    struct Hostile {
        title: "One\nexit 7;\rexit 7;\u{2028}exit 7;\u{2029}exit 7;",
        app: "3d-app",
        backends: [PostHog],
        common: EveryEvent,
        events: [NothingDone],
    }
}

#[test]
fn a_title_stays_within_its_comment_and_a_digit_within_its_variable() {
    let receiver = Receiver::start().unwrap();
    let home = Home::of::<Hostile>(&receiver, ConsentPolicy::OnUntilOptedOut);
    let exports =
        [fs::read_to_string(home.path("beacon.sh")).unwrap(), PostHog::typescript::<Hostile>()];
    for export in exports {
        let first = export.lines().next().unwrap();
        assert!(first.ends_with("change the catalogue, not this file."), "{first}");
        assert!(!export.contains(['\r', '\u{2028}', '\u{2029}']), "{first}");
    }
    for shell in SHELLS {
        let sent = receiver.events().len();
        let output = home.run(shell, "beacon nothing_done channel stable", &[]);
        assert!(output.stderr.is_empty(), "{shell}: {output:?}");
        assert_eq!(receiver.events().len(), sent + 1, "{shell}");
        let opt_out = [("_3D_APP_NO_ANALYTICS", "1")];
        home.run(shell, "beacon nothing_done channel stable", &opt_out);
        assert_eq!(receiver.events().len(), sent + 1, "{shell}");
    }
}

/// Properties as they arrived, but for those that only the library can make and those of the protocol.
fn portable(receiver: &Receiver) -> Vec<serde_json::Map<String, serde_json::Value>> {
    let own = ["server_hash", "document_hash", "message", "is_debug"];
    let events = receiver.events().into_iter();
    events
        .map(|event| {
            let props = event.props.into_iter();
            props.filter(|(key, _)| !key.starts_with('$') && !own.contains(&&**key)).collect()
        })
        .collect()
}

#[test]
fn other_languages_send_what_the_library_sends() {
    let receiver = Receiver::start().unwrap();
    let home = Home::of::<Everything>(&receiver, ConsentPolicy::OnUntilOptedOut);
    let telemetry = Telemetry::<Everything>::new();
    let guard = telemetry
        .builder_with(EveryEvent { channel: Channel::Stable })
        .identity(Identity::per_install(home.id_file()))
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url()))
        .unwrap();
    telemetry.track(EverythingDone {
        parts: Set::from([Part::Search, Part::Chat]),
        part: Some(Part::Voice),
        pages: 7,
        format: "html",
        share: 0.25,
        template: "Größe",
        project: " My Project ",
        place: Place::Remote,
        server: "server",
        document: "document",
        message: "message",
    });
    telemetry.track(NothingDone);
    telemetry.flush(Duration::from_secs(20));
    let by_library = portable(&receiver);
    assert_eq!(by_library.len(), 2);
    let program = format!(
        "{PROLOGUE}{}",
        r#"
        const done = {
          parts: ["search", "chat", "chat"], part: "voice", pages: "2-10", format: "html", share: 0.25,
          template_hash: "Größe", project_hash: " My Project ", place: "remote", channel: "stable",
        } as const;
        const sent = [
          await capture("everything_done", done, to),
          await capture("nothing_done", { channel: "stable" }, to),
        ];
        const wrong = [
          problem("everything_done", { ...done, parts: ["chat", "Jane"] }),
          problem("everything_done", { ...done, share: NaN }),
          problem("everything_done", { ...done, part: "jane" }),
          isEvent("everything_done", (({ part, ...others }) => others)(done)),
        ];
        console.log(JSON.stringify({ sent, wrong }));
        "#
    );
    let module = PostHog::typescript::<Everything>();
    let id = home.id();
    let printed =
        typescript(&module, &program, &[&receiver.url(), DEFAULT_PROJECT_KEY, &id]).unwrap();
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let refusal = |key| format!("everything_done: {key} is not a value of its list or type");
    assert_eq!(printed["sent"], json!([true, true]));
    assert_eq!(
        printed["wrong"],
        json!([refusal("parts"), refusal("share"), refusal("part"), true])
    );
    assert_eq!(portable(&receiver)[2..], by_library);
    for shell in SHELLS {
        home.run(shell, "beacon nothing_done channel stable", &[]);
    }
    assert_eq!(portable(&receiver)[4..], [by_library[1].clone(), by_library[1].clone()]);
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    drop(guard);
}

#[test]
fn the_committed_exports_are_current() {
    assert_document_is_current(
        "examples/openjarvis/telemetry.ts",
        &PostHog::typescript::<OpenJarvis>(),
    );
    let beacon = Beacon {
        id_file: "$HOME/.openjarvis/anon_id",
        state_folder: "$HOME/.openjarvis/telemetry",
        consent_policy: ConsentPolicy::OnUntilOptedOut,
        opt_out_variables: &[],
    };
    let transport = PostHog::new("phc_openjarvis").host("https://analytics.openjarvis.ai");
    assert_document_is_current(
        "examples/openjarvis/beacon.sh",
        &transport.shell::<OpenJarvis>(&beacon).unwrap(),
    );
}
