//! P4: no raw value of a treated field enters the queue, a log line, an error or a `Debug` print.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::sync::Mutex;

use osaurus::events::*;
use osaurus::*;
use telemetry_receiver::{DEFAULT_KEY, Fault, Receiver};

/// The pseudonym that the design fixes for `my-proxy/gpt-4o`.
const PSEUDONYM: &str = "33322fc3fb99";

#[test]
fn p4_a_remote_model_leaves_as_its_pseudonym_and_nowhere_as_text() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.track(message(ModelSource::Remote, "my-proxy/gpt-4o"));
    // While it waits, while it is refused, and once it was sent.
    let waiting = format!("{} {:?}", app.telemetry.status(), app.telemetry);
    receiver.next(Fault::status(503));
    app.telemetry.grant();
    app.flush();
    let sent = format!("{} {:?}", app.telemetry.status(), app.telemetry);
    let event = &receiver.events()[0];
    assert_eq!(event.props["model_hash"], PSEUDONYM);
    assert!(!event.props.contains_key("model"));
    assert!(!receiver.received_anywhere("gpt-4o") && !receiver.received_anywhere("my-proxy"));
    assert!(!waiting.contains("my-proxy") && !sent.contains("my-proxy"));
}

#[test]
fn p4_a_local_model_leaves_as_text_without_a_pseudonym() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.track(message(ModelSource::Local, "qwen3.5:2b"));
    app.telemetry.track(message(ModelSource::Foundation, "foundation"));
    app.flush();
    for (event, model) in receiver.events().iter().zip(["qwen3.5:2b", "foundation"]) {
        assert_eq!(event.props["model"], model);
        assert!(!event.props.contains_key("model_hash"));
    }
}

#[test]
fn p4_treatments_run_on_the_callers_thread() {
    use std::cell::Cell;
    thread_local!(static HERE: Cell<bool> = const { Cell::new(false) });
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let made = Cell::new(false);
    HERE.set(true);
    app.telemetry.track_with(|| {
        made.set(HERE.get());
        AppLaunched
    });
    assert!(made.get(), "the event is made before `track_with` returns, on this thread");
    assert_eq!(app.telemetry.status().counts.pending, 1);
}

#[test]
fn p4_numbers_leave_as_their_bucket() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    app.flush();
    assert_eq!(receiver.events()[0].props["total_memory_gb"], "16", "15.6 GiB were sold as 16");
}

/// Everything that any crate of this program logs, with its level.
static LOG: Log = Log(Mutex::new(Vec::new()));

struct Log(Mutex<Vec<(log::Level, String)>>);

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.0.lock().unwrap().push((record.level(), record.args().to_string()));
    }

    fn flush(&self) {}
}

impl Log {
    fn holds(&self, text: &str, finest: log::LevelFilter) -> bool {
        self.0.lock().unwrap().iter().any(|(level, line)| *level <= finest && line.contains(text))
    }
}

#[test]
fn p4_no_log_line_holds_a_value_or_the_key() {
    log::set_logger(&LOG).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.track(message(ModelSource::Remote, "acme-internal/legal-bot"));
    app.telemetry.track(message(ModelSource::Local, "unheard-of"));
    app.flush();
    assert!(LOG.holds("/api/v0/events", log::LevelFilter::Debug), "the HTTP client does log");
    for value in ["acme", "9bec1a08638b", "unheard-of"] {
        assert!(!LOG.holds(value, log::LevelFilter::Trace), "{value}");
    }
    assert!(!LOG.holds(DEFAULT_KEY, log::LevelFilter::Debug));
}
