//! P8: whatever fails in the worker fails there. Telemetry switches itself off, says why, and the host
//! goes on.

#[path = "support/account.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod account;

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

#[path = "support/watched.rs"]
mod watched;

use std::time::{Duration, Instant};

use account::{Accounted, assert_adds_up};
use telemetry::{ConsentPolicy, DropReason, OffReason, Place, State, TelemetryEvent, catalog};
use telemetry_receiver::Receiver;
use watched::{Watched, Work};

/// Something happened.
#[derive(TelemetryEvent)]
struct ThingHappened;

catalog! {
    /// One event.
    struct Things {
        title: "Things",
        app: "things",
        backends: [Watched],
        events: [ThingHappened],
        never: ["Anything else."],
    }
}

/// Long enough for anything on the loopback; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Tracks before and after the failure, and looks at what is told of it.
fn assert_off_for_good(host: &str, at: Option<Work>, problem: &str) {
    let telemetry = Accounted::<Things>::new();
    let guard = telemetry
        .builder()
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .start(Watched::new(host, move |work| assert_ne!(at, Some(work), "a defect")))
        .unwrap();
    telemetry.track(ThingHappened);
    let start = Instant::now();
    let counts = telemetry.flush(PATIENCE);
    assert!(start.elapsed() < PATIENCE, "{at:?}: who waits for the worker is told");
    assert_eq!((counts.pending, counts.sent), (0, 0), "{at:?}");
    assert_eq!(counts.dropped.by(DropReason::WorkerFailed), counts.recorded, "{at:?}");
    telemetry.track(ThingHappened);
    telemetry.grant();
    let status = telemetry.status();
    assert_eq!(status.state, State::Off(OffReason::WorkerFailed), "{at:?}");
    assert!(status.problems[&Place::Worker].contains(problem), "{status}");
    // Nor does the defect reach who looks at what would be sent.
    let previews = !matches!(at, Some(Work::Encode | Work::Compress));
    assert_eq!(telemetry.preview().is_some(), previews, "{at:?}");
    assert_adds_up(&telemetry.shut_down(PATIENCE));
    drop(guard);
}

#[test]
fn p8_a_transport_that_panics_switches_telemetry_off() {
    for at in [Work::Encode, Work::Compress, Work::Judge] {
        let receiver = Receiver::start().unwrap();
        assert_off_for_good(&receiver.url(), Some(at), "panicked");
        assert_eq!(receiver.requests().len(), usize::from(at == Work::Judge));
    }
}

/// The system has no thread to give.
#[cfg(target_os = "linux")]
#[test]
fn p8_a_worker_that_cannot_be_started_switches_telemetry_off() {
    let receiver = Receiver::start().unwrap();
    let mut child = child::command(&[&receiver.url()]);
    // A stack that no address space has room for; the test harness does without a thread then.
    child.arg("--test-threads=1").env("RUST_MIN_STACK", (1u64 << 62).to_string());
    child::run(child);
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn the_application() {
    if let Some([host]) = child::role().as_deref() {
        assert_off_for_good(host, None, "could not be started");
    }
}
