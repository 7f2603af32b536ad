//! P7: the configuration file, the product's own variable, and the machine's id in its file.

use std::fs;

use telemetry::testing::FixedEnvironment;
use telemetry::{OffReason, State, Telemetry};
use telemetry_receiver::Receiver;

use super::cli::{self, CONFIGURATION, MACHINE_ID};
use super::events::Altimate;
use super::{launch, launch_with, pruned, transport};

/// Runs the application with that configuration file; returns its state and how many events arrived.
fn with_configuration(content: &[u8]) -> (State, usize) {
    let receiver = Receiver::start().unwrap();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(CONFIGURATION);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, content).unwrap();
    let telemetry = Telemetry::<Altimate>::new();
    let guard = cli::set_up(&telemetry, home.path(), None).start(transport(&receiver)).unwrap();
    let state = telemetry.status().state;
    telemetry.track(pruned(1));
    drop(guard);
    let has_id = home.path().join(MACHINE_ID).exists();
    assert_eq!((receiver.connections() > 0, has_id), (state == State::On, state == State::On));
    (state, receiver.events().len())
}

#[test]
fn p7_the_configuration_file_switches_it_off() {
    let off = (State::Off(OffReason::Disabled), 0);
    assert_eq!(with_configuration(br#"{"telemetry": {"disabled": true}}"#), off);
    assert_eq!(with_configuration(br#"{"theme":1,"telemetry":{"disabled":"yes"}}"#), off);
    for on in [&b"{}"[..], b"", br#"{"telemetry": {"disabled": false}}"#, br#"{"telemetry":{}}"#] {
        assert_eq!(with_configuration(on), (State::On, 1));
    }
}

#[test]
fn p7_a_configuration_that_cannot_be_read_may_say_no() {
    for damaged in
        [&b"{\"telemetry\": {\"disabled\": tru"[..], b"\xff\xfe", b"[]", b"{\"telemetry\": false}"]
    {
        let (state, events) = with_configuration(damaged);
        let State::Off(reason @ OffReason::ConfigurationUnreadable { .. }) = state else {
            panic!("{state}")
        };
        let reason = reason.to_string();
        assert!(reason.starts_with("the configuration cannot be read"), "{reason}");
        assert!(reason.ends_with("so `telemetry.disabled` is not known"), "{reason}");
        assert_eq!(events, 0);
    }
}

#[test]
fn p7_a_configuration_that_is_a_folder_may_say_no() {
    let receiver = Receiver::start().unwrap();
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(CONFIGURATION)).unwrap();
    let telemetry = Telemetry::<Altimate>::new();
    let _guard = cli::set_up(&telemetry, home.path(), None).start(transport(&receiver)).unwrap();
    let state = telemetry.status().state;
    assert!(matches!(state, State::Off(OffReason::ConfigurationUnreadable { .. })), "{state}");
}

#[test]
fn p7_the_variable_of_the_product_switches_it_off() {
    let receiver = Receiver::start().unwrap();
    let environment = FixedEnvironment::new().with("ALTIMATE_TELEMETRY_DISABLED", "true");
    let app = launch_with(&receiver, |builder| builder.environment(environment));
    app.telemetry.track(pruned(1));
    drop(app.guard);
    let variable = "ALTIMATE_TELEMETRY_DISABLED".to_owned();
    assert_eq!(app.telemetry.status().state, State::Off(OffReason::OptedOut { variable }));
    assert_eq!((receiver.connections(), app.home.path().read_dir().unwrap().count()), (0, 0));
}

#[test]
fn the_machine_id_is_a_random_uuid_that_stays() {
    let receiver = Receiver::start().unwrap();
    let first = launch(&receiver);
    first.telemetry.track(pruned(1));
    drop(first.guard);
    let id = fs::read_to_string(first.home.path().join(MACHINE_ID)).unwrap();
    let telemetry = Telemetry::<Altimate>::new();
    let guard =
        cli::set_up(&telemetry, first.home.path(), None).start(transport(&receiver)).unwrap();
    telemetry.track(pruned(2));
    drop(guard);
    let ids: Vec<_> = receiver
        .events()
        .iter()
        .map(|event| event.stored["tags"]["ai.user.id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, [id.trim(), id.trim()]);
    assert_eq!(id.as_bytes()[14], b'4', "a random UUID: {id}");
}
