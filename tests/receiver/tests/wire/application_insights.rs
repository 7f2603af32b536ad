//! Application Insights' protocol through the wire; its rules one by one are unit tests of the
//! backend.

use std::time::{Duration, SystemTime};

use serde_json::Value;
use telemetry_receiver::{Backend, DEFAULT_INSTRUMENTATION_KEY, Fault, Receiver};

use crate::client::{Client, post_to};

/// A receiver at whose time the items are new.
fn receiver() -> Receiver {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_233_000);
    Receiver::options().with_clock(move || now).start().unwrap()
}

fn item(name: &str) -> String {
    format!(
        r#"{{"name":"Microsoft.ApplicationInsights.Event","time":"2026-11-21T03:50:00Z",
            "iKey":"{DEFAULT_INSTRUMENTATION_KEY}","data":{{"baseType":"EventData",
            "baseData":{{"ver":2,"name":"{name}"}}}}}}"#
    )
}

fn items(count: usize) -> Vec<u8> {
    let items: Vec<String> = (0..count).map(|index| item(&format!("e{index}"))).collect();
    post_to("/v2.1/track", "", format!("[{}]", items.join(",")))
}

#[test]
fn single_items_can_be_refused() {
    let receiver = receiver();
    receiver.next(Fault::partial([(3, 429), (7, 500)]));
    let mut client = Client::new(&receiver);
    let reply = client.exchange(items(20));
    assert_eq!(reply.status, 206);
    let body: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!((&body["itemsReceived"], &body["itemsAccepted"]), (&20.into(), &18.into()));
    assert_eq!(
        (&body["errors"][0]["index"], &body["errors"][0]["statusCode"]),
        (&3.into(), &429.into())
    );
    assert_eq!(
        (&body["errors"][1]["index"], &body["errors"][1]["statusCode"]),
        (&7.into(), &500.into())
    );
    let names: Vec<String> = receiver.events().into_iter().map(|event| event.name).collect();
    assert_eq!(names.len(), 18);
    assert!(!names.contains(&"e3".to_owned()) && !names.contains(&"e7".to_owned()));
    assert!(receiver.refused().is_empty());
    assert_eq!(receiver.requests()[0].status, Some(206));

    assert_eq!(client.exchange(items(2)).status, 200);
    assert_eq!(receiver.events()[18].backend, Backend::ApplicationInsights);
}

#[test]
fn other_statuses_come_from_a_script() {
    let receiver = receiver();
    let location = vec![("Location".to_owned(), "https://elsewhere.example/".to_owned())];
    receiver.script([
        Fault::Status { code: 308, headers: location, body: Vec::new() },
        Fault::status(402),
        Fault::status(439),
        Fault::Partial { code: 429, headers: Vec::new(), errors: vec![(0, 429)] },
    ]);
    let mut client = Client::new(&receiver);
    let reply = client.exchange(items(1));
    assert!(reply.head.contains("\r\nLocation: https://elsewhere.example/\r\n"));
    for status in [402, 439] {
        assert_eq!(client.exchange(items(1)).status, status);
    }
    let reply = client.exchange(items(2));
    assert_eq!((reply.status, receiver.events().len()), (429, 1));
}

#[test]
fn a_stream_is_searched_line_by_line() {
    let receiver = receiver();
    let request = post_to("/v2/track", "", format!("{}\n{}", item("a"), item(r"s\u00e9cret")));
    let request = String::from_utf8(request).unwrap();
    let request = request.replace("application/json", "application/x-json-stream");
    // The item is written on several lines, hence undecodable, and searched all the same.
    assert_eq!(Client::new(&receiver).exchange(request).status, 400);
    assert!(receiver.received_anywhere("sécret"));
}
