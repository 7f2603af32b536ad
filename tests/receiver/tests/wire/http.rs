//! HTTP/1.1, and what is kept of each request.

use std::time::Duration;

use telemetry_receiver::{Backend, Consequence, Fault, Receiver};

use crate::client::{Client, PATIENCE, post, post_event, post_with};

#[test]
fn a_connection_serves_one_request_after_the_other() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    for name in ["first", "second"] {
        assert_eq!(client.exchange(post_event(name)).status, 200);
    }
    assert_eq!(receiver.connections(), 1);
    let names: Vec<String> = receiver.events().into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["first", "second"]);
    let requests = receiver.requests();
    assert_eq!((requests[0].connection, requests[1].connection), (0, 0));
    assert!(requests[0].arrived <= requests[1].arrived);
}

#[test]
fn a_request_is_kept_as_sent() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.exchange("PUT http://localhost/api/v0/event?a=b HTTP/1.1\r\nX-A: 1\r\nx-a: 2\r\n\r\n");
    let request = &receiver.requests()[0];
    assert_eq!(request.method, "PUT");
    assert_eq!(request.target, "http://localhost/api/v0/event?a=b");
    assert_eq!(request.path, "/api/v0/event");
    assert_eq!(request.headers[1], ("x-a".to_owned(), "2".to_owned()));
    assert_eq!(request.header("x-A"), Some("1"));
    assert_eq!(request.status, Some(405));
}

#[test]
fn connections_end_when_the_client_wants_it() {
    let receiver = Receiver::start().unwrap();
    for request in [
        post_with("Connection: close\r\nContent-Length: 2", "[]"),
        post("[]").replace("HTTP/1.1", "HTTP/1.0"),
    ] {
        let mut client = Client::new(&receiver);
        let reply = client.exchange(request);
        assert!(reply.head.contains("Connection: close\r\n"));
        assert_eq!(client.rest().unwrap(), b"");
    }
}

#[test]
fn chunks_are_joined_and_searched_joined() {
    let receiver = Receiver::start().unwrap();
    let body = "2\r\n[\"\r\n5\r\nsecre\r\n9;x=y\r\nt \\u00e9\"\r\n1\r\n]\r\n0\r\n\r\n";
    let request = post_with("Transfer-Encoding: chunked", body);
    assert_eq!(Client::new(&receiver).exchange(request).status, 400);
    assert_eq!(receiver.requests()[0].text(), r#"["secret \u00e9"]"#);
    assert!(receiver.received_anywhere("secret \\u00e9"), "joined");
    assert!(receiver.received_anywhere("secret é"), "unescaped");
    assert!(receiver.received_anywhere("User-Agent: test/1"), "headers");
    assert!(!receiver.received_anywhere("secrets"));
}

#[test]
fn a_client_that_waits_for_100_continue_gets_it() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    let head = post_with("Expect: 100-continue\r\nContent-Length: 2", "");
    assert_eq!(client.exchange(head).status, 100);
    assert_eq!(client.exchange("[]").status, 200);
}

#[test]
fn a_body_beyond_the_limit_is_answered_413_unread() {
    let receiver = Receiver::start().unwrap();
    receiver.next(Fault::status(503));
    let mut client = Client::new(&receiver);
    client.send(post_with("Content-Length: 30000001", "[the start"));
    client.finish();
    assert_eq!(client.reply().unwrap().status, 413);
    assert_eq!(client.rest().unwrap(), b"");

    assert_eq!(receiver.requests()[0].status, Some(413));
    let refusal = &receiver.refused()[0];
    assert_eq!(refusal.backend, Some(Backend::Aptabase));
    assert_eq!((refusal.request, refusal.rule), (Some(0), "1.4"));
    assert!(receiver.received_anywhere("[the start"));
    let next = Client::new(&receiver).exchange(post("[]"));
    assert_eq!(next.status, 503, "the fault is still to come");
}

/// 20 MiB of PostHog, 64 MiB of OTLP.
#[test]
fn each_backend_has_a_limit_of_its_own() {
    for (path, length, rule) in [("/batch/", 20_971_521, "2.4"), ("/v1/logs", 67_108_865, "4.4")] {
        let receiver = Receiver::start().unwrap();
        let mut client = Client::new(&receiver);
        client.send(format!("POST {path} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n"));
        client.finish();
        assert_eq!(client.reply().unwrap().status, 413);
        assert_eq!(receiver.refused()[0].rule, rule);
    }
}

#[test]
fn what_is_not_http_is_refused_and_kept() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.send("EHLO secret\r\n\r\n");
    client.finish();
    assert_eq!(client.reply().unwrap().status, 400);
    assert_eq!(client.rest().unwrap(), b"");
    assert!(receiver.requests().is_empty());
    assert_eq!(receiver.refused()[0].consequence, Consequence::Answered(400));
    assert_eq!(receiver.refused()[0].rule, "HTTP");
    assert!(receiver.received_anywhere("EHLO secret"));
}

#[test]
fn a_request_that_breaks_off_is_kept_as_bytes() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    let request = post_with("Content-Length: 100", "[\"half a secret");
    client.send(&request);
    client.finish();
    assert_eq!(client.rest().unwrap(), b"");
    assert!(receiver.requests().is_empty());
    assert_eq!(receiver.bytes_received(), request.len());
    assert!(receiver.received_anywhere("half a secret"));
}

#[test]
fn paths_of_no_backend_are_not_found() {
    let receiver = Receiver::start().unwrap();
    let reply = Client::new(&receiver).exchange("POST /api/v0 HTTP/1.1\r\n\r\n");
    assert_eq!(reply.status, 404);
    assert_eq!(receiver.refused()[0].backend, None);
}

#[test]
fn an_open_connection_without_a_byte_counts() {
    let receiver = Receiver::start().unwrap();
    assert_eq!(receiver.connections(), 0);
    assert!(!receiver.wait_for_connections(1, Duration::ZERO));
    let _client = Client::new(&receiver);
    assert!(receiver.wait_for_connections(1, PATIENCE));
    assert_eq!(receiver.bytes_received(), 0);
}

#[test]
fn it_suits_a_real_client() {
    let receiver = Receiver::start().unwrap();
    let agent = ureq::agent();
    for _ in 0..2 {
        let answer = agent
            .post(format!("{}/api/v0/events", receiver.url()))
            .header("App-Key", telemetry_receiver::DEFAULT_KEY)
            .content_type("application/json")
            .send(format!("[{}]", crate::client::event("e")));
        assert_eq!(answer.unwrap().body_mut().read_to_string().unwrap(), "{}");
    }
    assert_eq!((receiver.connections(), receiver.events().len()), (1, 2));
}
