//! Osaurus, started against a receiver with a state folder of its own.

#[path = "../../examples/osaurus/events.rs"]
pub mod events;

#[path = "account.rs"]
pub mod account;

use std::thread;
use std::time::Duration;

use telemetry::{Aptabase, Builder, Guard, Machine};
use telemetry_receiver::{DEFAULT_KEY, Fault, Hold, Receiver};
use tempfile::TempDir;

use account::Accounted;
use events::*;

/// Long enough for anything on the loopback; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Launched {
    pub telemetry: Accounted<Osaurus>,
    pub guard: Option<Guard>,
    pub state: TempDir,
}

/// Starts with what every test shares; the user has not decided yet.
pub fn launch(receiver: &Receiver) -> Launched {
    launch_with(receiver, |builder| builder)
}

/// Starts with settings of the test's own.
pub fn launch_with(
    receiver: &Receiver,
    settings: impl FnOnce(Builder<'_, Osaurus>) -> Builder<'_, Osaurus>,
) -> Launched {
    let state = tempfile::tempdir().expect("a folder for the test");
    let telemetry = Accounted::new();
    let machine =
        Machine { os_name: "Linux".into(), os_version: "6.1".into(), locale: "en-US".into() };
    let builder = telemetry
        .builder_with(EveryEvent { total_memory_gb: 15.6 })
        .state_folder(state.path())
        .machine(machine);
    let transport = Aptabase::new(DEFAULT_KEY).host(receiver.url());
    let guard = settings(builder).start(transport).expect("telemetry starts");
    Launched { telemetry, guard: Some(guard), state }
}

impl Launched {
    /// Sends what waits, and checks that it could be settled.
    pub fn flush(&self) {
        let counts = self.telemetry.flush(PATIENCE);
        assert_eq!(counts.pending, 0, "{}", self.telemetry.status());
    }
}

/// Has one event be under way while `meanwhile` goes on: nothing else can be sent.
pub fn with_one_under_way(receiver: &Receiver, app: &Launched, meanwhile: impl FnOnce()) {
    let hold = Hold::new();
    receiver.next(Fault::Hold(hold.clone()));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    thread::scope(|scope| {
        scope.spawn(|| app.telemetry.flush(PATIENCE));
        assert!(hold.wait_for_arrival(PATIENCE), "the first event is under way");
        meanwhile();
        hold.release();
    });
}

pub fn message(model_source: ModelSource, model: &str) -> MessageSent<'_> {
    MessageSent {
        source: Surface::ChatUi,
        model_source,
        provider_type: ProviderType::OpenAi,
        model,
        is_agent: false,
        stream: true,
    }
}

/// The names of the events that the receiver accepted, in order.
pub fn names(receiver: &Receiver) -> Vec<String> {
    receiver.events().into_iter().map(|event| event.name).collect()
}

/// The number that each event carries, in order.
pub fn indexes(receiver: &Receiver) -> Vec<u64> {
    let events = receiver.events().into_iter();
    events.map(|event| event.props["index"].as_u64().expect("a number")).collect()
}

/// How many events each request had.
pub fn batch_sizes(receiver: &Receiver) -> Vec<usize> {
    let requests = receiver.requests().into_iter();
    requests.map(|request| request.json().unwrap().as_array().expect("a batch").len()).collect()
}
