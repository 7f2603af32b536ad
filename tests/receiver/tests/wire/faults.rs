//! Each fault, and what is known of the request afterwards.

use std::io::{ErrorKind, Write};
use std::time::{Duration, Instant};

use socket2::SockRef;
use telemetry_receiver::{Fault, Hold, Receiver};

use crate::client::{Client, PATIENCE, post_event};

fn receiver(fault: Fault) -> Receiver {
    let receiver = Receiver::start().unwrap();
    receiver.next(fault);
    receiver
}

/// The last request's status, and whether its event was stored.
fn outcome(receiver: &Receiver) -> (Option<u16>, bool) {
    let status = receiver.requests().last().unwrap().status;
    (status, !receiver.events().is_empty())
}

#[test]
fn statuses_come_in_the_order_of_the_script() {
    let receiver = Receiver::start().unwrap();
    receiver.script([
        Fault::retry_after(429, "7"),
        Fault::Status { code: 599, headers: Vec::new(), body: b"odd".to_vec() },
        Fault::status(204),
    ]);
    let mut client = Client::new(&receiver);
    let reply = client.exchange(post_event("e"));
    assert_eq!(reply.status, 429);
    assert!(reply.head.contains("\r\nRetry-After: 7\r\n"));
    let reply = client.exchange(post_event("e"));
    assert_eq!((reply.status, reply.body.as_str()), (599, "odd"));
    let reply = client.exchange(post_event("e"));
    assert_eq!(reply.status, 204);
    assert!(!reply.head.contains("Content-Length"));
    assert_eq!(outcome(&receiver), (Some(204), false));
    assert_eq!(client.exchange(post_event("e")).status, 200);
    assert_eq!(outcome(&receiver), (Some(200), true));
}

#[test]
fn a_standing_fault_lasts_until_recovery() {
    let receiver = Receiver::start().unwrap();
    receiver.always(Fault::status(503));
    receiver.next(Fault::status(500));
    let mut client = Client::new(&receiver);
    for status in [500, 503, 503] {
        assert_eq!(client.exchange(post_event("e")).status, status);
    }
    receiver.recover();
    assert_eq!(client.exchange(post_event("e")).status, 200);
}

#[test]
fn html() {
    let receiver = receiver(Fault::Html);
    let reply = Client::new(&receiver).exchange(post_event("e"));
    assert!(reply.head.contains("Content-Type: text/html"));
    assert_eq!(outcome(&receiver), (Some(200), false));
}

#[test]
fn garbage() {
    let receiver = receiver(Fault::Garbage);
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert!(client.rest().unwrap().starts_with(b"220 "));
    assert_eq!(outcome(&receiver), (None, false));
}

#[test]
fn close_does_not_process_and_lose_answer_does() {
    for (fault, stored) in [(Fault::Close, false), (Fault::LoseAnswer, true)] {
        let receiver = receiver(fault);
        let mut client = Client::new(&receiver);
        client.send(post_event("e"));
        assert_eq!(client.rest().unwrap(), b"");
        assert_eq!(outcome(&receiver), (None, stored));
    }
}

#[test]
fn reset() {
    let receiver = receiver(Fault::Reset);
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert_eq!(client.reply().unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(outcome(&receiver), (Some(200), true));
}

#[test]
fn hang() {
    let receiver = receiver(Fault::Hang);
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert!(receiver.wait_for_requests(1, PATIENCE));
    assert_eq!(outcome(&receiver), (None, false));
    drop(receiver);
    assert_eq!(client.rest().unwrap(), b"");
}

#[test]
fn hold() {
    let hold = Hold::new();
    let receiver = receiver(Fault::Hold(hold.clone()));
    assert!(!hold.wait_for_arrival(Duration::ZERO));
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert!(hold.wait_for_arrival(PATIENCE));
    assert_eq!(outcome(&receiver), (None, false));
    hold.release();
    assert_eq!(client.reply().unwrap().status, 200);
    assert_eq!(outcome(&receiver), (Some(200), true));
}

#[test]
fn drip_bytes() {
    let receiver = receiver(Fault::DripBytes { interval: Duration::from_micros(1) });
    let mut client = Client::new(&receiver);
    assert_eq!(client.exchange(post_event("e")).body, "{}");
    assert_eq!(outcome(&receiver), (Some(200), true));
    assert_eq!(client.exchange(post_event("e")).status, 200, "kept alive");
}

#[test]
fn endless() {
    let receiver = receiver(Fault::Endless);
    let mut client = Client::new(&receiver);
    let reply = client.exchange(post_event("e"));
    assert!(!reply.head.contains("Content-Length"));
    assert!(client.read(1 << 20).starts_with(b"{    "));
    assert_eq!(outcome(&receiver), (Some(200), true));
}

#[test]
fn read_nothing() {
    let receiver = receiver(Fault::ReadNothing);
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert!(receiver.wait_for_script(PATIENCE));
    assert_eq!((receiver.connections(), receiver.bytes_received()), (1, 0));
    assert!(receiver.requests().is_empty());
    let reply = Client::new(&receiver).exchange(post_event("e"));
    assert_eq!(reply.status, 200, "other connections are served");
    drop(receiver);
    // Unread bytes make the close a reset, which may overtake its own orderly beginning.
    assert!(client.rest().unwrap_or_default().is_empty());
}

#[test]
fn read_nothing_on_a_connection_in_use() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.exchange(post_event("e"));
    let before = receiver.bytes_received();
    receiver.next(Fault::ReadNothing);
    client.send(post_event("e"));
    assert!(receiver.wait_for_script(PATIENCE));
    assert_eq!(receiver.bytes_received(), before);
}

#[test]
fn hold_unread() {
    let hold = Hold::new();
    let receiver = receiver(Fault::HoldUnread(hold.clone()));
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert!(hold.wait_for_arrival(PATIENCE));
    assert_eq!((receiver.bytes_received(), receiver.last_byte()), (0, None));
    let released = Instant::now();
    hold.release();
    assert_eq!(client.reply().unwrap().status, 200);
    assert_eq!(outcome(&receiver), (Some(200), true));
    assert!(receiver.last_byte() >= Some(released));
    assert!(!receiver.wait_for_disconnection(Duration::ZERO));
    drop(client);
    assert!(receiver.wait_for_disconnection(PATIENCE));
}

#[test]
fn a_window_leaves_most_of_a_request_with_the_client() {
    let hold = Hold::new();
    let receiver = Receiver::options().window(2048).start().unwrap();
    receiver.always(Fault::HoldUnread(hold.clone()));
    let mut client = std::net::TcpStream::connect(receiver.address()).unwrap();
    client.set_nonblocking(true).unwrap();
    let refused = (0..100_000).find_map(|_| client.write(&[b' '; 4096]).err());
    assert_eq!(refused.map(|error| error.kind()), Some(ErrorKind::WouldBlock));
    SockRef::from(&client).set_linger(Some(Duration::ZERO)).unwrap();
    drop(client);
    hold.release();
    assert!(receiver.wait_for_disconnection(PATIENCE));
    assert!(receiver.bytes_received() <= 4096, "{}", receiver.bytes_received());
}

#[test]
fn reset_unread() {
    let receiver = receiver(Fault::ResetUnread);
    let mut client = Client::new(&receiver);
    client.send(post_event("e"));
    assert_eq!(client.reply().unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!((receiver.requests().len(), receiver.bytes_received()), (0, 0));
}

#[test]
fn disconnect_ends_the_open_connections_only() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.exchange(post_event("e"));
    receiver.disconnect();
    assert_eq!(client.rest().unwrap(), b"");
    assert_eq!(Client::new(&receiver).exchange(post_event("e")).status, 200);
}
