//! The time under which an event is stored, and what hangs on it (contract 2.5).

use serde_json::{Value, json};

use super::{body, property, sent, stored_time};
use crate::circumstances::Circumstances;
use crate::fixture::{now, post, tolerated, with, without};
use crate::options::Config;
use crate::posthog::{Dedup, PATHS, handle};
use crate::refusal::Consequence;

#[test]
fn the_clients_clock_error_is_taken_out() {
    let body = with(body(), "/sent_at", json!("2026-11-21T04:50:00Z"));
    assert_eq!(stored_time(&body), "2026-11-21T02:49:00.123Z");
    let ignored = with(body.clone(), "/batch/0/properties/$ignore_sent_at", json!(true));
    assert_eq!(stored_time(&ignored), "2026-11-21T03:49:00.123Z");
    let unreadable = with(body, "/sent_at", json!("now"));
    assert_eq!(stored_time(&unreadable), "2026-11-21T03:49:00.123Z");
    assert!(tolerated(&sent(&unreadable)).contains(&"2.3"));
}

#[test]
fn an_unreadable_or_far_time_is_that_of_arrival() {
    for time in [json!("yesterday"), json!("2026-11-22T02:50:01Z"), Value::Null] {
        let body = with(body(), "/batch/0/timestamp", time);
        assert_eq!(stored_time(&body), "2026-11-21T03:50:00Z");
    }
    let ahead = with(body(), "/batch/0/timestamp", json!("2026-11-22T02:50:00Z"));
    assert_eq!(stored_time(&ahead), "2026-11-22T02:50:00Z");
    let old = with(body(), "/batch/0/timestamp", json!("2001-01-01T00:00:00Z"));
    assert_eq!(stored_time(&old), "2001-01-01T00:00:00Z", "there is no age limit");
}

#[test]
fn an_event_is_stored_once_a_day() {
    let config = Config::default();
    let circumstances = Circumstances { now: now(), config: &config, fault: None };
    let mut dedup = Dedup::default();
    let mut stored = |body: &Value| {
        let answer = handle(&post(PATHS[0], body.to_string()), circumstances, &mut dedup);
        let duplicates = answer.refusals.iter();
        let duplicates =
            duplicates.filter(|refusal| refusal.consequence == Consequence::Duplicate).count();
        assert_eq!(answer.events.len() + duplicates, 1);
        answer.events.len()
    };
    assert_eq!(stored(&body()), 1);
    assert_eq!(stored(&body()), 0);
    let later = with(body(), "/batch/0/timestamp", json!("2026-11-21T00:00:00Z"));
    assert_eq!(stored(&later), 0, "on the same day");
    let shifted = with(body(), "/sent_at", json!("2026-11-21T08:50:00Z"));
    assert_eq!(stored(&shifted), 1, "a stale `sent_at` moves it to another day");
    assert_eq!(stored(&with(body(), "/batch/0/event", json!("other"))), 1);
    assert_eq!(stored(&with(body(), "/batch/0/distinct_id", json!("other"))), 1);
    for _ in 0..2 {
        assert_eq!(stored(&with(body(), "/batch/0/uuid", json!(""))), 1, "the server invents one");
    }
}

#[test]
fn one_uuid_can_be_twice_in_a_batch() {
    let mut body = body();
    let event = body["batch"][0].clone();
    body["batch"].as_array_mut().expect("an array").push(event);
    let answer = sent(&body);
    assert_eq!((answer.status, answer.events.len()), (200, 1));
    assert_eq!(answer.refusals[0].event, Some(1));
}

#[test]
fn a_session_begins_with_its_first_event_and_lasts_a_day() {
    let id = |id: &str| tolerated(&property("$session_id", json!(id)));
    assert_eq!(id("01a1fc30-8280-4000-8000-000000000000"), ["2.5"], "not version 7");
    assert_eq!(id("12345"), ["2.5"]);
    let at = |time: &str| {
        let body = with(body(), "/batch/0/timestamp", json!(time));
        tolerated(&sent(&body)).len()
    };
    assert_eq!(at("2026-11-21T03:40:00Z"), 0);
    assert_eq!(at("2026-11-21T03:39:59.999Z"), 1);
    assert_eq!(at("2026-11-22T02:40:00Z"), 0);
    assert!(id("01a1f712-645b-7000-8000-000000000000").is_empty(), "24 hours before");
    assert_eq!(id("01a1f712-645a-7000-8000-000000000000"), ["2.5"], "and 1 ms");
    assert_eq!(sent(&without(body(), "/batch/0/properties/$session_id")).refusals, []);
}
