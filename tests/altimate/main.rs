//! Altimate Code, whole: what it declares, how it is delivered, and what is never found in a byte that
//! arrives.

#[path = "../../examples/altimate/cli.rs"]
mod cli;
#[path = "../../examples/altimate/events.rs"]
#[allow(dead_code, reason = "tests do not use every label")]
mod events;
#[path = "../../examples/altimate/work.rs"]
mod work;

#[path = "../support/account.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod account;
mod answers;
mod arguments;
mod canaries;
mod catalogue;
#[path = "../support/catalogue_json.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod catalogue_json;
#[path = "../support/child.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod child;
mod configuration;
mod connection_strings;
mod crash;
mod delivery;
mod errors;
#[cfg(target_os = "linux")]
mod memory;
mod wire;

use std::time::Duration;

use telemetry::{ApplicationInsights, Builder, Guard, Machine};
use telemetry_receiver::{DEFAULT_INSTRUMENTATION_KEY, Receiver};
use tempfile::TempDir;

use account::Accounted;
use events::*;

/// Long enough for anything on the loopback; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Launched {
    telemetry: Accounted<Altimate>,
    guard: Option<Guard>,
    home: TempDir,
}

fn launch(receiver: &Receiver) -> Launched {
    launch_with(receiver, |builder| builder)
}

/// Starts the application as it starts itself, with settings of the test's own.
fn launch_with(
    receiver: &Receiver,
    settings: impl FnOnce(Builder<'_, Altimate>) -> Builder<'_, Altimate>,
) -> Launched {
    let home = tempfile::tempdir().unwrap();
    let telemetry = Accounted::new();
    let machine =
        Machine { os_name: "Linux".into(), os_version: "6.1".into(), locale: "en-US".into() };
    let builder = cli::set_up(&telemetry, home.path(), Some(" Jane.Doe@Example.com\n"));
    let guard = settings(builder.machine(machine)).start(transport(receiver)).unwrap();
    Launched { telemetry, guard: Some(guard), home }
}

fn transport(receiver: &Receiver) -> ApplicationInsights {
    let connection = format!("InstrumentationKey={DEFAULT_INSTRUMENTATION_KEY}");
    ApplicationInsights::new(connection.as_str()).endpoint(receiver.url())
}

impl Launched {
    /// Sends what waits, and checks that it could be settled.
    fn flush(&self) {
        let counts = self.telemetry.flush(PATIENCE);
        assert_eq!(counts.pending, 0, "{}", self.telemetry.status());
    }
}

/// An event that fits everywhere, with a number to know it by.
fn pruned(count: u32) -> ToolOutputsPruned {
    ToolOutputsPruned { count, tokens_pruned: 7 }
}

/// The numbers of those that the receiver accepted, in order.
fn arrived(receiver: &Receiver) -> Vec<u64> {
    receiver.events().iter().filter_map(|event| event.props.get("count")?.as_u64()).collect()
}

/// The application, in a process of its own.
#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    match &role.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        #[cfg(target_os = "linux")]
        ["memory"] => memory::play(),
        [how, url, home] => crash::play(how, url, home),
        other => panic!("{other:?}"),
    }
}
