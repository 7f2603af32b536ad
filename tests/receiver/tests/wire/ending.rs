//! Dropping the receiver ends everything, whatever its connections are doing. A drop that hangs
//! would hang these tests.

use std::net::TcpStream;
use std::time::Duration;

use telemetry_receiver::{Fault, Hold, Receiver};

use crate::client::{Client, PATIENCE, connect, post_event, post_with};

#[test]
fn no_connection_was_made() {
    let receiver = Receiver::start().unwrap();
    let address = receiver.address();
    drop(receiver);
    assert!(TcpStream::connect(address).is_err(), "the port is free");
}

#[test]
fn connections_are_idle_or_silent() {
    let receiver = Receiver::start().unwrap();
    let mut idle = Client::new(&receiver);
    idle.exchange(post_event("e"));
    let mut silent = Client::new(&receiver);
    assert!(receiver.wait_for_connections(2, PATIENCE));
    drop(receiver);
    assert_eq!(idle.rest().unwrap(), b"");
    assert_eq!(silent.rest().unwrap(), b"");
}

#[test]
fn a_request_is_half_sent() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.send(post_with("Expect: 100-continue\r\nContent-Length: 100", "half"));
    assert_eq!(client.reply().unwrap().status, 100, "the head was read");
    drop(receiver);
    assert!(client.rest().unwrap_or_default().is_empty());
}

#[test]
fn a_refused_client_goes_on_sending() {
    let receiver = Receiver::start().unwrap();
    let mut client = Client::new(&receiver);
    client.send(post_with("Content-Length: 40000000", "more to come"));
    assert_eq!(client.reply().unwrap().status, 413);
    drop(receiver);
    assert!(client.rest().unwrap_or_default().is_empty());
}

#[test]
fn a_client_does_not_read_its_endless_answer() {
    let receiver = Receiver::start().unwrap();
    receiver.next(Fault::Endless);
    Client::over(connect(&receiver)).send(post_event("e"));
    let mut client = Client::new(&receiver);
    receiver.next(Fault::Endless);
    client.send(post_event("e"));
    assert!(receiver.wait_for_script(PATIENCE));
    drop(receiver);
}

#[test]
fn a_request_is_held_or_hung_or_dripped() {
    let hold = Hold::new();
    for fault in [
        Fault::Hold(hold.clone()),
        Fault::Hang,
        Fault::ReadNothing,
        Fault::DripBytes { interval: Duration::from_secs(3600) },
    ] {
        let receiver = Receiver::start().unwrap();
        receiver.next(fault);
        let mut client = Client::new(&receiver);
        client.send(post_event("e"));
        assert!(receiver.wait_for_script(PATIENCE));
        drop(receiver);
        assert!(client.rest().unwrap_or_default().len() <= 1);
    }
}
