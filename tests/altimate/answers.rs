//! P12: answers (contract, section 3.4), from a redirection to a partial success that lies.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use telemetry::testing::ManualClock;
use telemetry::transport::{Http, HttpError, Permit, Request, Response};
use telemetry::{DropReason, Place, RetryPolicy};
use telemetry_receiver::{Fault, Receiver};

use super::{Launched, PATIENCE, arrived, launch, launch_with, pruned};

fn redirect(code: u16, location: &str) -> Fault {
    Fault::Status {
        code,
        headers: vec![("Location".to_owned(), location.to_owned())],
        body: Vec::new(),
    }
}

#[test]
fn p12_a_redirection_to_somebody_else_is_not_followed() {
    let (receiver, other) = (Receiver::start().unwrap(), Receiver::start().unwrap());
    for code in [307, 308] {
        let app = launch(&receiver);
        receiver.next(redirect(code, &format!("{}/v2/track", other.url())));
        app.telemetry.track(pruned(1));
        app.flush();
        assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Refused), 1);
    }
    assert_eq!((receiver.requests().len(), other.connections()), (2, 0));
}

/// The vendor's servers, which redirect from one to the next: none of them is on the loopback.
struct Vendor {
    redirections: usize,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Http for Vendor {
    fn post(&mut self, request: &Request, _: &Permit) -> Result<Response, HttpError> {
        let mut asked = self.asked.lock().unwrap();
        asked.push(request.url.clone());
        let location =
            |number| format!("https://r{number}.in.applicationinsights.azure.com/v2/track");
        Ok(match asked.len() {
            number if number <= self.redirections => {
                Response { status: 308, location: Some(location(number)), ..Response::default() }
            }
            _ => Response { status: 200, ..Response::default() },
        })
    }
}

/// Sends two batches to servers that redirect so often; returns the outcome of each and the URLs.
fn redirected(redirections: usize) -> ([u64; 2], Vec<String>) {
    let receiver = Receiver::start().unwrap();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let vendor = Vendor { redirections, asked: asked.clone() };
    let app = launch_with(&receiver, |builder| {
        builder.http(vendor).retry(RetryPolicy { retries: 0, ..RetryPolicy::default() })
    });
    let sent = [1, 2].map(|count| {
        app.telemetry.track(pruned(count));
        app.telemetry.flush(PATIENCE).sent
    });
    assert_eq!(receiver.connections(), 0);
    let asked = asked.lock().unwrap().clone();
    (sent, asked.into_iter().map(|url| url.replace(&receiver.url(), "start")).collect())
}

#[test]
fn p12_a_redirection_of_the_vendor_is_followed_at_once_and_remembered() {
    let (sent, asked) = redirected(2);
    let own = |number| format!("https://r{number}.in.applicationinsights.azure.com/v2/track");
    assert_eq!(asked, ["start/v2/track".to_owned(), own(1), own(2), own(2)]);
    assert_eq!(sent, [1, 2], "although no retry is allowed");
    assert_eq!(redirected(10).0, [1, 2]);
    let (sent, asked) = redirected(11);
    assert_eq!((sent[0], asked.len()), (0, 11 + 1), "ten in a row, and the next batch starts anew");
}

/// A clock that stands still: what is sent in a test was sent without a wait.
fn with_clock(receiver: &Receiver) -> (Launched, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(receiver, |builder| {
        let longest = RetryPolicy { retries: 3, ..RetryPolicy::default() };
        builder.clock(clock.clone()).retry(longest)
    });
    (app, clock)
}

#[test]
fn p12_the_server_may_ask_for_a_wait_in_either_form_but_not_for_long() {
    let in_seconds =
        |seconds: u64| httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(seconds));
    for (written, shortest, longest) in [
        ("7".to_owned(), 7, 7),
        // The clock has gone on for five seconds when the answer comes.
        (in_seconds(25), 18, 20),
        ("86400".to_owned(), 30, 30),
        (in_seconds(86_400), 30, 30),
    ] {
        let receiver = Receiver::start().unwrap();
        let (app, clock) = with_clock(&receiver);
        receiver.next(Fault::retry_after(429, &written));
        app.telemetry.track(pruned(1));
        clock.advance(Duration::from_secs(5));
        assert!(receiver.wait_for_requests(1, PATIENCE));
        settled(&app);
        clock.advance(Duration::from_secs(shortest) - Duration::from_millis(1));
        settled(&app);
        assert_eq!(receiver.requests().len(), 1, "{written}: too early");
        clock.advance(Duration::from_secs(longest - shortest) + Duration::from_millis(1));
        assert!(receiver.wait_for_events(1, PATIENCE), "{written}: too late");
    }
}

/// Waits until the worker has taken note: an attempt in the future ends a flush at once.
fn settled(app: &Launched) {
    app.telemetry.flush(Duration::from_millis(1));
}

#[test]
fn p12_a_quota_that_is_used_up_stops_the_requests_for_an_hour() {
    for status in [402, 439] {
        let receiver = Receiver::start().unwrap();
        let (app, clock) = with_clock(&receiver);
        receiver.next(Fault::status(status));
        app.telemetry.track(pruned(1));
        app.flush();
        assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Refused), 1);
        // What comes waits, and nobody waits for it.
        app.telemetry.track(pruned(2));
        let counts = app.telemetry.flush(Duration::from_secs(60));
        assert_eq!((counts.pending, receiver.requests().len()), (1, 1));
        clock.advance(Duration::from_secs(60 * 60 - 1));
        assert_eq!(app.telemetry.flush(Duration::from_millis(1)).pending, 1);
        clock.advance(Duration::from_secs(1));
        assert!(receiver.wait_for_events(1, PATIENCE));
        assert_eq!(arrived(&receiver), [2]);
    }
}

#[test]
fn p12_a_quota_does_not_hold_up_the_end() {
    let receiver = Receiver::start().unwrap();
    let (app, _clock) = with_clock(&receiver);
    receiver.always(Fault::status(439));
    app.telemetry.track(pruned(1));
    app.flush();
    app.telemetry.track(pruned(2));
    // The clock stands still: if anything waited for it, this would not end.
    let counts = app.telemetry.shut_down(Duration::from_secs(3));
    assert_eq!((counts.pending, counts.dropped.by(DropReason::ShutDown)), (0, 1));
    assert_eq!(receiver.requests().len(), 1);
}

#[test]
fn p12_events_older_than_48_hours_are_dropped_and_counted() {
    let now = SystemTime::now();
    let later = now + Duration::from_secs(49 * 60 * 60 - 60);
    let receiver = Receiver::options().with_clock(move || later).start().unwrap();
    let clock = Arc::new(ManualClock::new(now));
    let app = launch_with(&receiver, |builder| {
        builder.clock(clock.clone()).consent_policy(telemetry::ConsentPolicy::AskFirst)
    });
    app.telemetry.track(pruned(1));
    clock.advance(Duration::from_secs(60 * 60));
    app.telemetry.track(pruned(2));
    clock.advance(Duration::from_secs(48 * 60 * 60 - 60));
    app.telemetry.track(pruned(3));
    app.telemetry.grant();
    app.flush();
    assert_eq!(arrived(&receiver), [2, 3]);
    assert_eq!(app.telemetry.status().counts.dropped.by(DropReason::Stale), 1);
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
}

/// What a server says of items is taken for what it can mean: nothing is lost without being counted,
/// nothing is sent for ever, nothing panics.
#[test]
fn p12_a_206_that_lies_does_no_harm() {
    for (body, sent, refused, requests) in [
        // Beyond the end, negative, no number: nobody's items.
        (
            r#"{"errors":[{"index":20,"statusCode":500},{"index":18446744073709551615,"statusCode":500},{"index":-3,"statusCode":500},{"index":"7","statusCode":500}]}"#,
            20,
            0,
            1,
        ),
        // The same item again and again, with two verdicts: the worse one counts.
        (
            r#"{"errors":[{"index":3,"statusCode":500},{"index":3,"statusCode":500},{"index":3,"statusCode":400}]}"#,
            19,
            1,
            1,
        ),
        // Everything failed, says a partial success.
        (
            r#"{"itemsReceived":1,"itemsAccepted":99,"errors":[{"index":0,"statusCode":429}]}"#,
            20,
            0,
            2,
        ),
        // Nothing that can be read: all of it again.
        ("<html>", 20, 0, 2),
        ("", 20, 0, 2),
        (r#"{"errors":{}}"#, 20, 0, 2),
        (r#"{"errors":[]}"#, 20, 0, 2),
        (r#"{"errors":[{"index":1}],"errors":null}"#, 20, 0, 2),
        // Statuses that no item can have.
        (
            r#"{"errors":[{"index":0,"statusCode":-1},{"index":1,"statusCode":1e99},{"index":2}]}"#,
            17,
            3,
            1,
        ),
    ] {
        let receiver = Receiver::start().unwrap();
        let app = launch_with(&receiver, |builder| {
            builder.retry(RetryPolicy { first_wait: Duration::ZERO, ..RetryPolicy::default() })
        });
        receiver.next(Fault::Status { code: 206, headers: vec![], body: body.into() });
        for count in 0..20 {
            app.telemetry.track(pruned(count));
        }
        // The receiver did not process the first request: what it called accepted counts as sent.
        let counts = app.telemetry.flush(PATIENCE);
        let seen = (counts.sent, counts.dropped.by(DropReason::Refused), receiver.requests().len());
        assert_eq!(seen, (sent, refused, requests), "{body}");
    }
}

#[test]
fn p12_a_key_that_is_unknown_is_permanent() {
    for status in [401, 403, 404] {
        let receiver = Receiver::start().unwrap();
        let app = launch(&receiver);
        receiver.next(Fault::status(status));
        app.telemetry.track(pruned(1));
        app.flush();
        let status_now = app.telemetry.status();
        assert_eq!(status_now.counts.dropped.by(DropReason::Refused), 1);
        assert!(status_now.problems[&Place::Delivery].contains(&status.to_string()));
        assert_eq!(receiver.requests().len(), 1);
    }
}
