//! Aptabase's protocol through the wire; its rules one by one are unit tests of the backend.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use telemetry_receiver::{Backend, Consequence, DEFAULT_KEY, Receiver};

use crate::client::{Client, PATIENCE, event_at, post, post_event};

#[test]
fn events_can_be_waited_for() {
    let receiver = Receiver::start().unwrap();
    assert!(!receiver.wait_for_events(1, Duration::ZERO));
    thread::scope(|scope| {
        scope.spawn(|| Client::new(&receiver).exchange(post_event("e")));
        assert!(receiver.wait_for_events(1, PATIENCE));
        assert!(receiver.wait_for_requests(1, PATIENCE));
    });
    let event = &receiver.events()[0];
    assert_eq!((event.backend, event.name.as_str()), (Backend::Aptabase, "e"));
    assert_eq!(event.stored["userAgent"], "test/1");
}

#[test]
fn what_is_dropped_in_silence_can_be_asserted() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.exchange(post("[]"));
    let reply = client.exchange(post(&format!("[{}]", event_at("2020-01-01", "e"))));
    assert_eq!((reply.status, reply.body.as_str()), (200, "{}"));
    let refused = receiver.refused();
    let old = refused.last().unwrap();
    assert_eq!(old.consequence, Consequence::Dropped);
    assert_eq!((old.request, old.event, old.rule), (Some(1), Some(0), "1.4"));
}

#[test]
fn further_keys_can_be_known() {
    let receiver = Receiver::options().with_key("A-EU-1234567890").start();
    let receiver = receiver.unwrap();
    for (key, status) in [(DEFAULT_KEY, 200), ("a-eu-1234567890", 200), ("A-EU-1234567891", 404)] {
        let request = post_event("e").replace(DEFAULT_KEY, key);
        assert_eq!(Client::new(&receiver).exchange(request).status, status);
    }
}

#[test]
fn the_rate_limit_follows_the_receivers_clock() {
    let seconds = Arc::new(AtomicU64::new(1_795_233_000));
    let clock = Arc::clone(&seconds);
    let receiver = Receiver::options()
        .rate_limited()
        .with_clock(move || {
            SystemTime::UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::Relaxed))
        })
        .start()
        .unwrap();
    let mut client = Client::new(&receiver);
    for _ in 0..20 {
        assert_eq!(client.exchange(post("[]")).status, 200);
    }
    let reply = client.exchange(post("[]"));
    assert_eq!(reply.status, 429);
    assert!(!reply.head.contains("Retry-After"));
    seconds.fetch_add(1, Ordering::Relaxed);
    assert_eq!(client.exchange(post("[]")).status, 200);
}
