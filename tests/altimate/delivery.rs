//! Delivery as the product describes it: a buffer of 200 in memory, every five seconds, one retry, a
//! final flush with a deadline; and what was lost is said.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use telemetry::testing::ManualClock;
use telemetry::{DropReason, OffReason, State};
use telemetry_receiver::{Fault, Hold, Receiver};

use super::{PATIENCE, arrived, cli, launch, launch_with, pruned};

#[test]
fn p11_an_overflow_drops_the_oldest_and_is_reported_as_an_event() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let hold = Hold::default();
    receiver.next(Fault::Hold(hold.clone()));
    app.telemetry.track(pruned(0));
    // The first one is under way: the worker takes nothing else out.
    app.telemetry.flush(Duration::ZERO);
    assert!(receiver.wait_for_requests(1, PATIENCE));
    for count in 1..=210 {
        app.telemetry.track(pruned(count));
    }
    hold.release();
    app.flush();
    let counts = app.telemetry.status().counts;
    assert_eq!((counts.recorded, counts.sent), (212, 202), "{counts}");
    assert_eq!(counts.dropped.by(DropReason::Overflow), 10);
    let expected: Vec<u64> = [0].into_iter().chain(11..=210).collect();
    assert_eq!(arrived(&receiver), expected, "the oldest fell out");
    let reports: Vec<_> =
        receiver.events().into_iter().filter(|event| event.name == "error").collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].props["error_name"], "TelemetryBufferOverflow");
    assert_eq!(reports[0].props["error_message"], "10 events fell out of the full buffer");
    assert_eq!(reports[0].props["context"], "telemetry");
}

#[test]
fn p11_nothing_is_reported_where_nothing_was_lost() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    for count in 0..cli::BUFFER as u32 / 2 {
        app.telemetry.track(pruned(count));
    }
    app.flush();
    assert!(receiver.events().iter().all(|event| event.name != "error"));
}

/// A report is not a reason for another one, whatever becomes of it.
#[test]
fn p11_a_server_that_refuses_everything_is_not_asked_more_often() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder.report_losses(|losses| {
            let refused = losses.events.by(DropReason::Refused);
            (refused > 0).then(|| pruned(u32::try_from(refused).unwrap()))
        })
    });
    receiver.always(Fault::status(404));
    for count in 1..=3 {
        app.telemetry.track(pruned(count));
        app.flush();
    }
    assert_eq!(receiver.requests().len(), 3);
    receiver.recover();
    app.telemetry.track(pruned(4));
    app.flush();
    // One event in the first batch, with its report in the second, and so on.
    assert_eq!(arrived(&receiver), [4, 2]);
}

/// The application's own code cannot take the worker along.
#[test]
fn p8_a_report_that_panics_is_left_out() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| {
        builder.report_losses(|_| -> Option<super::ToolOutputsPruned> { panic!("a defect") })
    });
    receiver.next(Fault::status(404));
    app.telemetry.track(pruned(1));
    app.flush();
    app.telemetry.track(pruned(2));
    app.flush();
    assert_eq!(arrived(&receiver), [2]);
    assert_eq!(app.telemetry.status().state, State::On);
}

#[test]
fn events_leave_every_five_seconds() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.track(pruned(1));
    clock.advance(Duration::from_millis(4999));
    app.telemetry.track(pruned(2));
    assert_eq!(receiver.connections(), 0);
    clock.advance(Duration::from_millis(1));
    assert!(receiver.wait_for_events(2, PATIENCE));
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn a_batch_is_sent_again_once() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    receiver.always(Fault::status(503));
    app.telemetry.track(pruned(1));
    app.flush();
    assert_eq!(receiver.requests().len(), 2);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::RetriesUsedUp), 1);
}

#[test]
fn what_the_product_takes_for_done_is_sent_again() {
    for fault in [Fault::status(429), Fault::status(503), Fault::partial([(0, 429), (2, 503)])] {
        let receiver = Receiver::start().unwrap();
        let app = launch(&receiver);
        receiver.next(fault);
        for count in 0..3 {
            app.telemetry.track(pruned(count));
        }
        app.flush();
        let mut arrived = arrived(&receiver);
        arrived.sort_unstable();
        assert_eq!(arrived, [0, 1, 2]);
        assert_eq!(app.telemetry.status().counts.sent, 3);
    }
}

#[test]
fn p9_the_final_flush_has_a_deadline() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| builder.exit_deadline(Duration::from_millis(50)));
    receiver.always(Fault::Hang);
    app.telemetry.track(pruned(1));
    drop(app.guard);
    assert_eq!(app.telemetry.status().counts.pending, 0);
    assert_eq!(app.telemetry.status().state, State::Off(OffReason::ShutDown));
}
