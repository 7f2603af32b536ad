//! The same through TLS.

use std::net::TcpStream;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use telemetry_receiver::{Fault, Receiver};

use crate::client::{Client, PATIENCE, connect, post_event};

type TlsClient = Client<StreamOwned<ClientConnection, TcpStream>>;

/// A client that trusts this certificate and no other.
fn client(receiver: &Receiver, pem: &str) -> TlsClient {
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    roots.add(certificate).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let session = ClientConnection::new(Arc::new(config), name).unwrap();
    Client::over(StreamOwned::new(session, connect(receiver)))
}

fn trusting(receiver: &Receiver) -> TlsClient {
    client(receiver, receiver.certificate_pem().unwrap())
}

#[test]
fn requests_are_recorded_decrypted() {
    let receiver = Receiver::start_tls_self_signed().unwrap();
    assert!(receiver.url().starts_with("https://127.0.0.1:"));
    let mut client = trusting(&receiver);
    for name in ["first", "second"] {
        assert_eq!(client.exchange(post_event(name)).status, 200);
    }
    assert_eq!((receiver.connections(), receiver.events().len()), (1, 2));
    assert!(receiver.received_anywhere("App-Key: "));
}

#[test]
fn a_certificate_is_worth_nothing_to_another_receiver() {
    let receiver = Receiver::start_tls_self_signed().unwrap();
    let other = Receiver::start_tls_self_signed().unwrap();
    let mut client = client(&receiver, other.certificate_pem().unwrap());
    assert!(client.reply().is_err());
    drop(client);
    assert_eq!((receiver.connections(), receiver.bytes_received()), (1, 0));
    assert_eq!(Receiver::start().unwrap().certificate_pem(), None);
}

#[test]
fn a_handshake_can_be_left_unread() {
    let receiver = Receiver::start_tls_self_signed().unwrap();
    receiver.next(Fault::ReadNothing);
    let mut client = trusting(&receiver);
    std::thread::scope(|scope| {
        let answer = scope.spawn(|| client.reply());
        assert!(receiver.wait_for_script(PATIENCE));
        drop(receiver);
        assert!(answer.join().unwrap().is_err());
    });
}

#[test]
fn an_answer_can_be_lost_or_reset() {
    for fault in [Fault::Close, Fault::LoseAnswer, Fault::Reset] {
        let receiver = Receiver::start_tls_self_signed().unwrap();
        receiver.next(fault);
        let mut client = trusting(&receiver);
        client.send(post_event("e"));
        assert!(client.reply().is_err());
        assert_eq!(receiver.requests().len(), 1);
    }
}

#[test]
fn a_receiver_with_an_idle_session_can_be_dropped() {
    let receiver = Receiver::start_tls_self_signed().unwrap();
    let mut client = trusting(&receiver);
    client.exchange(post_event("e"));
    drop(receiver);
    assert!(client.rest().unwrap_or_default().is_empty());
}
