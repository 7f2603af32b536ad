//! P9: the end of the program is held up for no longer than its deadline, whatever the server does.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use osaurus::events::*;
use osaurus::*;
use telemetry::testing::ManualClock;
use telemetry::{DropReason, OffReason, State};
use telemetry_receiver::{Fault, Hold, Receiver};

/// The guard comes back although the server never answers: the test ends, or it hangs.
#[test]
fn p9_the_guard_does_not_wait_for_a_server_that_hangs() {
    for fault in [Fault::Hang, Fault::ReadNothing, Fault::Endless] {
        let receiver = Receiver::start().unwrap();
        let app =
            launch_with(&receiver, |builder| builder.exit_deadline(Duration::from_millis(100)));
        receiver.always(fault);
        app.telemetry.grant();
        app.telemetry.track(AppLaunched);
        drop(app.guard);
        let counts = app.telemetry.status().counts;
        assert_eq!((counts.recorded, counts.pending), (1, 0));
        assert_eq!(counts.sent + counts.dropped.by(DropReason::ShutDown), 1);
    }
}

#[test]
fn p9_the_guard_sends_what_waits() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    for _ in 0..60 {
        app.telemetry.track(AgentCreated);
    }
    drop(app.guard);
    assert_eq!(receiver.events().len(), 60);
    assert_eq!(app.telemetry.status().state, State::Off(OffReason::ShutDown));
}

/// A server that asks to wait for longer than the deadline is not waited for at all: the clock of
/// this test stands still, and no time ever runs out.
#[test]
fn p9_nobody_waits_for_an_attempt_that_comes_too_late() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    receiver.always(Fault::retry_after(503, "20"));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    let counts = app.telemetry.shut_down(Duration::from_secs(5));
    assert_eq!((counts.pending, counts.dropped.by(DropReason::ShutDown)), (0, 1));
}

#[test]
fn p9_after_the_deadline_nothing_more_is_written() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| builder.exit_deadline(Duration::from_millis(50)));
    let hold = Hold::new();
    receiver.next(Fault::Hold(hold.clone()));
    app.telemetry.grant();
    for _ in 0..60 {
        app.telemetry.track(AgentCreated);
    }
    assert!(hold.wait_for_arrival(PATIENCE));
    drop(app.guard);
    let written = receiver.bytes_received();
    hold.release();
    assert_eq!((receiver.requests().len(), receiver.bytes_received()), (1, written));
}

#[test]
fn p9_events_after_the_end_are_counted() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.shut_down(PATIENCE);
    app.telemetry.track(AgentCreated);
    let counts = app.telemetry.shut_down(PATIENCE);
    assert_eq!((counts.recorded, counts.dropped.by(DropReason::ShutDown)), (1, 1));
}
