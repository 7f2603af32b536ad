//! P4 and P5: what masking, sets, pseudonyms and repetitions put on the wire.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value as Json, json};
use telemetry::encoding::Value;
use telemetry::{
    Aptabase, DropReason, Guard, Identity, Rule, Set, Telemetry, TelemetryEnum, TelemetryEvent,
    catalog, testing,
};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

/// Which tool was used.
#[derive(TelemetryEnum)]
enum Tool {
    #[label = "mcp/Search"]
    Search,
    Bash,
    Edit,
}

/// A tool was called.
#[derive(TelemetryEvent)]
struct ToolCalled<'a> {
    /// What went wrong.
    #[scrub(max = 60)]
    error: Option<&'a str>,
    /// The file.
    #[scrub]
    file: &'a Path,
    /// The statement.
    #[mask_sql]
    statement: String,
    /// The shape of the arguments.
    #[signature]
    shape: &'a Json,
    /// The arguments.
    #[mask_args]
    arguments: &'a Json,
    allowed: Set<Tool>,
    /// The account.
    #[hash(salt = none, lower_case, length = 64)]
    account: &'a str,
    /// The project.
    #[hash(salt = install)]
    project: &'a str,
}

/// A tool was used for the first time.
#[derive(TelemetryEvent)]
#[event(once(per = tool))]
struct ToolTried {
    tool: Tool,
}

/// The day began.
#[derive(TelemetryEvent)]
#[event(once = "session")]
struct SessionOpened;

catalog! {
    /// What a tool is called with.
    struct Tools {
        title: "Tools",
        app: "tools",
        backends: [Aptabase],
        events: [ToolCalled<'_>, ToolTried, SessionOpened],
        never: [],
    }
}

/// A project was opened.
#[derive(TelemetryEvent)]
struct ProjectOpened<'a> {
    /// The project.
    #[hash(salt = install)]
    project: &'a str,
}

catalog! {
    struct Projects {
        title: "Projects",
        backends: [Aptabase],
        events: [ProjectOpened<'_>],
    }
}

/// A note was written.
#[derive(TelemetryEvent)]
struct NoteWritten<'a> {
    /// The note.
    #[safe("written by the test itself")]
    note: &'a str,
}

catalog! {
    struct Notes {
        title: "Notes",
        backends: [Aptabase],
        events: [NoteWritten<'_>],
    }
}

const PATIENCE: Duration = Duration::from_secs(20);

fn start(receiver: &Receiver, state: &Path) -> (Telemetry<Tools>, Guard) {
    let telemetry = Telemetry::new();
    let guard = telemetry
        .builder()
        .state_folder(state)
        .identity(Identity::rotating(state.join("id")))
        .start(Aptabase::new(DEFAULT_KEY).host(receiver.url()))
        .unwrap();
    (telemetry, guard)
}

fn call<'a>(arguments: &'a Json) -> ToolCalled<'a> {
    ToolCalled {
        error: Some("cannot open /home/jane/plan.md for jane.doe@example.com"),
        file: Path::new("/home/jane/secret/plan.md"),
        statement: "SELECT name FROM users WHERE email = 'jane@example.com' -- hers".to_owned(),
        shape: arguments,
        arguments,
        allowed: Set::from([Tool::Edit, Tool::Search]),
        account: " Jane.Doe@Example.com ",
        project: "apollo",
    }
}

#[test]
fn p4_masked_values_leave_without_what_was_masked() {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    let (telemetry, _guard) = start(&receiver, state.path());
    telemetry.grant();
    telemetry.track(call(&json!({"sql": "SELECT 1", "limit": 5, "password": "hunter2"})));
    telemetry.flush(PATIENCE);
    let props = &receiver.events()[0].props;
    assert_eq!(props["error"], "cannot open <path> for <email>");
    assert_eq!(props["file"], "<path>");
    assert_eq!(
        props["statement"].as_str().map(str::trim),
        Some("SELECT name FROM users WHERE email = ?")
    );
    let shape: Json = serde_json::from_str(props["shape"].as_str().unwrap()).unwrap();
    assert_eq!(shape["sql"], "string:8");
    assert_eq!(shape["limit"], "number");
    assert_eq!(
        props["account_hash"],
        "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d"
    );
    for secret in ["jane", "plan.md", "hunter2", "apollo", "hers"] {
        assert!(!receiver.received_anywhere(secret), "{secret} left");
    }
}

#[test]
fn p3_a_set_leaves_as_the_labels_that_the_catalogue_lists() {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    let (telemetry, _guard) = start(&receiver, state.path());
    telemetry.grant();
    telemetry.track(call(&json!({})));
    telemetry.flush(PATIENCE);
    assert_eq!(receiver.events()[0].props["allowed"], "mcp/Search,edit");
    let catalog: Json = serde_json::from_str(&Tools::json()).unwrap();
    let property = &catalog["events"][0]["properties"][5];
    assert_eq!(property["type"], "set");
    assert_eq!(property["values"], json!(["mcp/Search", "bash", "edit"]));
    assert_eq!(property["bits"], 3);
    assert_eq!(catalog["events"][0]["bits"], Json::Null);
    assert_eq!(catalog["events"][1]["once"], "install per tool");
    assert_eq!(catalog["events"][2]["once"], "session");
}

#[test]
fn p4_a_salt_of_the_install_is_one_before_and_after_its_file_and_another_elsewhere() {
    let receiver = Receiver::start().unwrap();
    let (state, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&state, &state, &elsewhere] {
        let (telemetry, guard) = start(&receiver, folder.path());
        // Made before the file is: the user decides afterwards.
        telemetry.track(call(&json!({})));
        telemetry.grant();
        telemetry.flush(PATIENCE);
        drop(guard);
    }
    let hashes: Vec<_> =
        receiver.events().iter().map(|event| event.props["project_hash"].clone()).collect();
    assert_eq!(hashes[0], hashes[1]);
    assert_ne!(hashes[0], hashes[2]);
}

#[test]
fn p4_the_salt_of_the_install_stays_and_a_reset_replaces_it() {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    let file = state.path().join("salt");
    let (telemetry, _guard) = start(&receiver, state.path());
    telemetry.track(call(&json!({})));
    assert!(!file.exists(), "nothing is written before the user agrees");
    telemetry.grant();
    telemetry.flush(PATIENCE);
    let salt = fs::read_to_string(&file).unwrap();
    assert_ne!(salt, fs::read_to_string(state.path().join("id")).unwrap());
    assert!(!receiver.received_anywhere(salt.trim()));
    assert!(!receiver.received_anywhere(&salt.trim().replace('-', "")));
    telemetry.reset_identity();
    assert_ne!(fs::read_to_string(&file).unwrap(), salt);
    telemetry.track(call(&json!({})));
    telemetry.flush(PATIENCE);
    let hashes: Vec<_> =
        receiver.events().iter().map(|event| event.props["project_hash"].clone()).collect();
    assert_ne!(hashes[0], hashes[1]);
}

#[test]
fn a_salt_of_the_install_needs_no_identity_and_no_folder() {
    let receiver = Receiver::start().unwrap();
    let telemetry = Telemetry::<Projects>::new();
    let transport = Aptabase::new(DEFAULT_KEY).host(receiver.url());
    let _guard = telemetry.builder().start(transport).unwrap();
    telemetry.grant();
    for project in ["apollo", "apollo", "gemini"] {
        telemetry.track(ProjectOpened { project });
    }
    telemetry.flush(PATIENCE);
    let hashes: Vec<_> =
        receiver.events().iter().map(|event| event.props["project_hash"].clone()).collect();
    assert_eq!(hashes[0], hashes[1]);
    assert_ne!(hashes[0], hashes[2]);
}

#[test]
fn a_test_sees_what_an_event_would_send_and_what_not() {
    let arguments = json!({"sql": "SELECT 1"});
    let sent = testing::sent::<Tools, _>(&ToolCalled { error: None, ..call(&arguments) });
    assert_eq!(sent.name(), "tool_called");
    assert_eq!(
        sent.get("file").map(|file| file != Value::Text("/home/jane/secret/plan.md")),
        Some(true)
    );
    assert_eq!(sent.absent().collect::<Vec<_>>(), ["error"]);
    assert_eq!(sent.get("project"), None, "its key is another");
    assert!(sent.to_string().ends_with("\n  error: absent\n"), "{sent}");
    let note = testing::sent::<Notes, _>(&NoteWritten { note: "mail jane.doe@example.com" });
    assert_eq!(note.dropped(), [("note", Rule::Email)]);
    assert_eq!((note.properties().count(), note.absent().count()), (0, 0));
    assert_eq!(note.to_string(), "note_written\n  note: dropped by the value filter (email)\n");
}

#[test]
fn events_come_once_per_value_and_once_per_session() {
    let receiver = Receiver::start().unwrap();
    let state = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let (telemetry, guard) = start(&receiver, state.path());
        telemetry.grant();
        for tool in [Tool::Search, Tool::Bash, Tool::Search] {
            telemetry.track(ToolTried { tool });
        }
        telemetry.track(SessionOpened);
        telemetry.track(SessionOpened);
        telemetry.flush(PATIENCE);
        assert!(telemetry.status().counts.dropped.by(DropReason::Repeated) >= 2);
        drop(guard);
    }
    let names: Vec<String> = receiver.events().into_iter().map(|event| event.name).collect();
    assert_eq!(names, ["tool_tried", "tool_tried", "session_opened", "session_opened"]);
    assert!(state.path().join("once-tool_tried-mcp%2f%53earch").exists());
    assert!(state.path().join("once-tool_tried-bash").exists());
}
