//! A backend that fails again and again is left alone, and asked with single requests whether it is
//! back. PostHog's `sent_at` tells when each attempt was made.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use telemetry::testing::ManualClock;
use telemetry::{
    ConsentPolicy, Guard, Identity, PostHog, RetryPolicy, Telemetry, TelemetryEvent, catalog,
};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Fault, Receiver};

/// Something happened.
#[derive(TelemetryEvent)]
struct ThingHappened;

catalog! {
    /// One event.
    struct Things {
        title: "Things",
        app: "things",
        backends: [PostHog],
        events: [ThingHappened],
        never: ["Anything else."],
    }
}

/// Long enough for anything on the loopback.
const PATIENCE: Duration = Duration::from_secs(20);

fn launch(
    receiver: &Receiver,
    clock: &Arc<ManualClock>,
    folder: &std::path::Path,
) -> (Telemetry<Things>, Guard) {
    let telemetry = Telemetry::new();
    let guard = telemetry
        .builder()
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .identity(Identity::per_install(folder.join("id")))
        .clock(clock.clone())
        .retry(RetryPolicy { retries: 100, first_wait: Duration::ZERO, ..RetryPolicy::default() })
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url()))
        .unwrap();
    (telemetry, guard)
}

/// When the attempts were made, in seconds of the day.
fn attempts(receiver: &Receiver) -> Vec<u32> {
    let seconds = |time: &str| {
        let [hour, minute, second] =
            [11, 14, 17].map(|at| time[at..at + 2].parse::<u32>().unwrap());
        (hour * 60 + minute) * 60 + second
    };
    let sent_at = |body: serde_json::Value| seconds(body["sent_at"].as_str().unwrap());
    receiver.requests().iter().map(|request| sent_at(request.json().unwrap())).collect()
}

/// Lets the time go by until that many attempts were made.
fn advance_to_attempt(count: usize, receiver: &Receiver, clock: &ManualClock) {
    let moment = Duration::from_millis(2);
    let came = (0..10_000).any(|_| {
        clock.advance(Duration::from_secs(1));
        receiver.wait_for_requests(count, moment)
    });
    assert!(came, "attempt {count}");
}

#[test]
fn a_backend_that_fails_is_left_alone_and_probed() {
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    // 2023-11-14T00:00:00Z
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_699_920_000);
    let clock = Arc::new(ManualClock::new(start));
    let (telemetry, _guard) = launch(&receiver, &clock, folder.path());
    receiver.always(Fault::status(503));
    telemetry.track(ThingHappened);
    clock.advance(Duration::from_secs(30));
    assert!(receiver.wait_for_requests(8, PATIENCE), "{}", telemetry.status());
    advance_to_attempt(9, &receiver, &clock);
    advance_to_attempt(10, &receiver, &clock);
    let attempts = attempts(&receiver);
    assert!(attempts[..8].iter().all(|time| *time == attempts[0]), "{attempts:?}");
    assert!(attempts[8] - attempts[7] >= 60 && attempts[9] - attempts[8] >= 120, "{attempts:?}");

    // Somebody who waits for it may probe at once, and a success closes the circuit.
    receiver.recover();
    assert_eq!(telemetry.flush(PATIENCE).sent, 1);
    let before = receiver.requests().len();
    receiver.next(Fault::status(503));
    telemetry.track(ThingHappened);
    assert_eq!(telemetry.flush(PATIENCE).sent, 2);
    assert_eq!(receiver.requests().len(), before + 2);
}

/// A backend that refuses every single event of a batch that is split fails as well.
#[test]
fn a_backend_that_refuses_each_event_is_not_asked_for_all() {
    const EVENTS: usize = 100;
    let receiver = Receiver::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let (telemetry, _guard) = launch(&receiver, &clock, folder.path());
    receiver.always(Fault::status(400));
    (0..EVENTS).for_each(|_| telemetry.track(ThingHappened));
    // It comes back when what is left waits for the end of a rest.
    let counts = telemetry.flush(Duration::from_secs(1));
    let requests = receiver.requests().len();
    assert!(counts.dropped.total() < 20 && requests < 2 * 20, "{counts}, {requests} requests");
    assert_eq!(counts.recorded, counts.pending + counts.dropped.total());
}
