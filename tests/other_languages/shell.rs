//! Scripts: the functions for a POSIX shell.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use telemetry::{Beacon, ConsentPolicy, Identity, PostHog, Telemetry};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Fault, Receiver};

use super::events::{Feature, FeatureUsed, OpenJarvis};
use super::home::{Home, SHELLS, on};

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
        telemetry.track(FeatureUsed { feature_name: Feature::Voice });
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
