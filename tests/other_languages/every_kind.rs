//! A property of each kind, and of names and titles the worst: every language sends the same.

use std::fs;
use std::time::Duration;

use serde_json::json;
use telemetry::{
    ConsentPolicy, Identity, PostHog, Set, Telemetry, TelemetryCommon, TelemetryEnum,
    TelemetryEvent, catalog,
};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};

use super::home::{Home, SHELLS};
use super::typescript::{self, PROLOGUE};

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
        typescript::run(&module, &program, &[&receiver.url(), DEFAULT_PROJECT_KEY, &id]).unwrap();
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
