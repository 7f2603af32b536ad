//! OTLP through the wire; its rules one by one are unit tests of the backend.

use telemetry_receiver::{Backend, Fault, Receiver};

use crate::client::{Client, gzip, post_to};

const BODY: &str = r#"{"resourceLogs":[{
    "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my-app"}}]},
    "scopeLogs":[{"logRecords":[{"timeUnixNano":"1795233000123000000",
        "observedTimeUnixNano":"1795233000123000000","severityNumber":9,
        "eventName":"message_sent",
        "attributes":[{"key":"n","value":{"intValue":"42"}}]}]}]}]}"#;

#[test]
fn a_record_goes_below_a_prefix_and_packed() {
    let receiver = Receiver::start().unwrap();
    let request = post_to("/tenant/v1/logs", "Content-Encoding: gzip\r\n", gzip(BODY));
    let reply = Client::new(&receiver).exchange(request);
    assert_eq!((reply.status, reply.body.as_str()), (200, "{}"));
    assert!(reply.head.contains("Content-Type: application/json\r\n"), "bare");
    let event = &receiver.events()[0];
    assert_eq!((event.backend, event.name.as_str()), (Backend::Otlp, "message_sent"));
    assert_eq!(event.props["n"], 42);
    assert!(receiver.refused().is_empty());
}

#[test]
fn records_can_be_rejected() {
    let receiver = Receiver::start().unwrap();
    receiver.next(Fault::PartialSuccess { rejected: 1, message: "too many".to_owned() });
    let reply = Client::new(&receiver).exchange(post_to("/v1/logs", "", BODY));
    assert_eq!(reply.status, 200);
    assert!(reply.body.contains(r#""rejectedLogRecords":"1""#));
    assert!(receiver.events().is_empty());
}

#[test]
fn forwarding_headers_are_noticed_on_any_backend() {
    let receiver = Receiver::start().unwrap();
    let request = post_to("/v1/logs", "X-Forwarded-For: 203.0.113.7\r\n", BODY);
    assert_eq!(Client::new(&receiver).exchange(request).status, 200);
    let note = &receiver.refused()[0];
    assert_eq!((note.backend, note.rule), (Some(Backend::Otlp), "1.6"));
}
