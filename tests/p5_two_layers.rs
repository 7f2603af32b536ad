//! P5: a text that its declaration lets through passes the value filter, too; a property that the
//! filter drops does not take its event along.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use osaurus::events::*;
use osaurus::*;
use telemetry::testing::FixedEnvironment;
use telemetry::{Aptabase, Machine, Place, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

/// Values that a declaration alone would let through.
const PERSONAL: [&str; 20] = [
    "",
    "jane.doe@example.com",
    "192.168.17.23",
    "fe80::1ff:fe23:4567:890a",
    "00:1B:44:11:3A:B7",
    "/home/jane/models/secret.gguf",
    "C:\\Users\\jane\\model.gguf",
    "file:///Users/jane/model.gguf",
    "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEF",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "Bearer abcdefghijklmnopqrstuvwxyz012345",
    "password=hunter2hunter2",
    // What is not seen on a screen leaves all the same.
    "\u{1b}]8;;mailto:jane.doe@example.com\u{7}model\u{1b}]8;;\u{7}",
    "\u{1b}]0;jane@janes-macbook: ~/models\u{7}",
    "jane.doe&#64;example.com",
    "模型192.168.17.23",
    "jane.doe@example.com.7b",
    "Config { token: Some(\"hunter2hunter2\") }",
    "ACME\\jane",
    "jane@localhost",
];

#[test]
fn p5_a_suppressed_text_still_passes_the_filter() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    for value in PERSONAL {
        app.telemetry.track(message(ModelSource::Local, value));
    }
    let long = "word ".repeat(41);
    app.telemetry.track(message(ModelSource::Local, &long));
    app.flush();
    let events = receiver.events();
    assert_eq!(events.len(), PERSONAL.len() + 1, "no event is lost with its property");
    for (event, value) in events.iter().zip(PERSONAL) {
        assert!(!event.props.contains_key("model"), "{value:?} left the machine");
        assert_eq!(event.props["source"], "chat_ui");
    }
    assert!(!events[PERSONAL.len()].props.contains_key("model"));
}

#[test]
fn p5_a_text_that_is_declared_safe_passes_the_filter() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    let download = |model, param_count| ModelDownloaded {
        model,
        param_count,
        quantization: None,
        is_vlm: false,
    };
    app.telemetry.track(download("jane.doe@example.com", Some("7B")));
    app.telemetry.track(download("qwen3.5:2b", Some("/home/jane")));
    app.flush();
    let events = receiver.events();
    assert!(!events[0].props.contains_key("model") && events[0].props["param_count"] == "7B");
    assert!(
        !events[1].props.contains_key("param_count") && events[1].props["model"] == "qwen3.5:2b"
    );
}

#[test]
fn p5_what_was_dropped_is_counted_by_rule() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(message(ModelSource::Local, "jane.doe@example.com"));
    app.telemetry.track(message(ModelSource::Local, "john.doe@example.com"));
    let status = app.telemetry.status();
    let filtered: Vec<_> =
        status.filtered.iter().map(|(rule, times)| (rule.label(), *times)).collect();
    assert_eq!(filtered, [("email", 2)]);
    assert!(status.to_string().contains("2 by email"));
}

#[test]
fn p5_a_text_outside_its_list_leaves_as_the_label_for_others() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    for quantization in ["4-bit", "jane.doe@example.com"] {
        let quantization = Some(quantization);
        app.telemetry.track(ModelDownloaded {
            model: "m",
            param_count: None,
            quantization,
            is_vlm: true,
        });
    }
    app.flush();
    let sent: Vec<_> =
        receiver.events().iter().map(|event| event.props["quantization"].clone()).collect();
    assert_eq!(sent, ["4-bit", "other"]);
}

#[test]
fn p5_words_of_this_very_machine_do_not_leave_it() {
    let receiver = Receiver::start().unwrap();
    let environment = FixedEnvironment::new().with("USER", "janedoe").with_host_name("grashuepfer");
    let app = launch_with(&receiver, |builder| builder.environment(environment));
    app.telemetry.grant();
    for model in ["model-of-JaneDoe", "grashuepfer-7b", "qwen3.5:2b"] {
        app.telemetry.track(message(ModelSource::Local, model));
    }
    app.flush();
    let models: Vec<_> =
        receiver.events().iter().map(|event| event.props.get("model").cloned()).collect();
    assert_eq!(models, [None, None, Some("qwen3.5:2b".into())]);
    assert!(!receiver.received_anywhere("anedoe") && !receiver.received_anywhere("grashuepfer"));
}

#[test]
fn p5_what_the_application_says_of_itself_and_the_machine_passes_the_filter() {
    for text in PERSONAL.into_iter().chain(["Jane's own build"]).filter(|text| !text.is_empty()) {
        let receiver = Receiver::start().unwrap();
        let machine = Machine {
            os_name: text.to_owned(),
            os_version: text.to_owned(),
            locale: "en-US".to_owned(),
        };
        let app = launch_with(&receiver, |builder| builder.machine(machine).app_version(text));
        app.telemetry.grant();
        app.telemetry.track(AppLaunched);
        app.flush();
        let system = &receiver.events()[0].json["systemProps"];
        assert_eq!(system["appVersion"], env!("CARGO_PKG_VERSION"), "{text:?} left the machine");
        assert_eq!((&system["osName"], &system["osVersion"]), (&"Unknown".into(), &"".into()));
        let problem = &app.telemetry.status().problems[&Place::Source];
        assert!(problem.starts_with("the application's version"), "{problem}");
        assert!(!problem.contains(text), "{problem}");
    }
}

#[test]
fn p5_a_build_number_is_no_way_around_the_filter() {
    let sent = |number: &str| {
        let receiver = Receiver::start().unwrap();
        let state = tempfile::tempdir().unwrap();
        let telemetry = Telemetry::<Osaurus>::new();
        let environment = FixedEnvironment::new().with("USER", "grashuepfer");
        let _guard = telemetry
            .builder_with(EveryEvent { total_memory_gb: 16.0 })
            .state_folder(state.path())
            .environment(environment)
            .start(Aptabase::new(DEFAULT_KEY).host(receiver.url()).build_number(number))
            .unwrap();
        telemetry.grant();
        telemetry.track(AppLaunched);
        telemetry.flush(PATIENCE);
        let problem = telemetry.status().problems.remove(&Place::Source);
        let sent = receiver.events()[0].json["systemProps"]["appBuildNumber"].clone();
        (sent.as_str().unwrap_or_default().to_owned(), problem)
    };
    for number in ["", "4711", "20261121.3", "1.4.2-rc.1+4d2c", "1.2.3.4"] {
        assert_eq!(sent(number), (number.to_owned(), None));
    }
    let long = "1".repeat(65);
    for text in PERSONAL.into_iter().chain(["Jane Doe", "of-grashuepfer", &long]) {
        let (sent, problem) = sent(text);
        assert_eq!(sent, "", "{text:?} left the machine");
        let problem = problem.unwrap_or_default();
        let says_it = problem.starts_with("the build number is") && !problem.contains(text);
        assert!(says_it || text.is_empty(), "{text:?}: {problem}");
    }
}
