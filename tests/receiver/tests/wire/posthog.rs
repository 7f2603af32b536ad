//! PostHog's protocol through the wire; its rules one by one are unit tests of the backend.

use telemetry_receiver::{Backend, Consequence, DEFAULT_PROJECT_KEY, Fault, Receiver};

use crate::client::{Client, gzip, post_to};

fn batch(key: &str) -> String {
    format!(
        r#"{{"api_key":"{key}","batch":[{{"event":"message_sent","distinct_id":"someone",
            "uuid":"01a1fc46-629d-7917-a63b-d5ec611e88fa","timestamp":"2026-11-21T03:50:00Z",
            "properties":{{"note":"a s\u00e9cret"}}}}]}}"#
    )
}

#[test]
fn a_retry_after_a_lost_answer_is_stored_once() {
    let receiver = Receiver::start().unwrap();
    receiver.next(Fault::LoseAnswer);
    let request =
        post_to("/batch/", "Content-Encoding: gzip\r\n", gzip(&batch(DEFAULT_PROJECT_KEY)));
    let mut client = Client::new(&receiver);
    client.send(&request);
    assert_eq!(client.rest().unwrap(), b"");
    let reply = Client::new(&receiver).exchange(&request);
    assert_eq!((reply.status, reply.body.as_str()), (200, r#"{"status":"Ok"}"#));

    assert_eq!(receiver.events().len(), 1);
    let event = &receiver.events()[0];
    assert_eq!((event.backend, event.name.as_str()), (Backend::PostHog, "message_sent"));
    let duplicate = &receiver.refused()[0];
    assert_eq!(duplicate.consequence, Consequence::Duplicate);
    assert_eq!((duplicate.request, duplicate.event, duplicate.rule), (Some(1), Some(0), "2.5"));
}

#[test]
fn gzip_hides_nothing() {
    let receiver = Receiver::start().unwrap();
    let packed = gzip(&batch(DEFAULT_PROJECT_KEY));
    Client::new(&receiver).exchange(post_to("/ingest/i/v0/e/", "", &packed));
    assert!(receiver.received_anywhere("a sécret"), "unescaped");
    assert!(receiver.received_anywhere(DEFAULT_PROJECT_KEY));
    assert!(!receiver.received_anywhere("another secret"));
    let request = &receiver.requests()[0];
    assert_eq!(request.body, packed);
    assert_eq!(request.json().unwrap()["batch"][0]["distinct_id"], "someone");
    assert!(request.text().contains("someone"));
}

#[test]
fn gzip_hides_nothing_in_a_request_that_breaks_off() {
    let receiver = Receiver::start().unwrap();
    let request = post_to("/batch/", "", gzip(&batch(DEFAULT_PROJECT_KEY)));
    let mut client = Client::new(&receiver);
    client.send(&request[..request.len() - 8]);
    client.finish();
    assert_eq!(client.rest().unwrap(), b"");
    assert!(receiver.requests().is_empty());
    assert!(receiver.received_anywhere(DEFAULT_PROJECT_KEY));
}

#[test]
fn keys_can_be_further_or_unknown() {
    let receiver = Receiver::options().with_key("phc_further").start().unwrap();
    for (key, status) in [("phc_further", 200), ("PHC_FURTHER", 401), ("phx_further", 401)] {
        let reply = Client::new(&receiver).exchange(post_to("/batch/", "", batch(key)));
        assert_eq!(reply.status, status, "{key}");
    }
    let receiver = Receiver::options().accept_unknown_projects().start().unwrap();
    let reply = Client::new(&receiver).exchange(post_to("/batch/", "", batch("phc_unknown")));
    assert_eq!((reply.status, receiver.events().len()), (200, 0));
}

#[test]
fn the_quota_can_be_used_up() {
    let receiver = Receiver::start().unwrap();
    receiver.always(Fault::OverQuota);
    let mut client = Client::new(&receiver);
    let request = post_to("/batch/", "", batch(DEFAULT_PROJECT_KEY));
    let reply = client.exchange(&request);
    assert_eq!(reply.status, 200);
    assert!(reply.body.contains("quota_limited"));
    assert!(receiver.events().is_empty());
    receiver.recover();
    client.exchange(&request);
    assert_eq!(receiver.events().len(), 1);
}
