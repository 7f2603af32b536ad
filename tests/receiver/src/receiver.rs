//! The receiver as tests and examples see it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use socket2::SockRef;

use crate::fault::Script;
use crate::journal::Journal;
use crate::lifetime::Lifetime;
use crate::listener::{Server, listen};
use crate::options::{Clock, Config};
use crate::route::Router;
use crate::tls::Identity;
use crate::{Event, Fault, Options, Refusal, Request};

/// How long the drop tries to reach its own accepting thread.
const WAKE_TIMEOUT: Duration = Duration::from_secs(1);

/// A running server on a free port of 127.0.0.1. Dropping it ends every connection and thread.
#[derive(Debug)]
pub struct Receiver {
    address: SocketAddr,
    server: Arc<Server>,
    listener: Option<JoinHandle<()>>,
}

/// Starting.
impl Receiver {
    /// Starts a receiver over plain HTTP that knows [`DEFAULT_KEY`](crate::DEFAULT_KEY).
    ///
    /// # Errors
    /// When the system gives no port or no thread.
    pub fn start() -> io::Result<Self> {
        Self::options().start()
    }

    /// Like [`Receiver::start`], over TLS with a certificate of its own.
    ///
    /// # Errors
    /// When the system gives no port, no thread or no certificate.
    pub fn start_tls_self_signed() -> io::Result<Self> {
        Self::options().tls_self_signed().start()
    }

    /// What can be chosen before the start.
    pub fn options() -> Options {
        Options::default()
    }

    pub(crate) fn launch(
        config: Config,
        clock: Clock,
        identity: Option<Identity>,
        window: Option<usize>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        if let Some(window) = window {
            SockRef::from(&listener).set_recv_buffer_size(window)?;
        }
        let address = listener.local_addr()?;
        let server = Arc::new(Server {
            journal: Journal::default(),
            lifetime: Lifetime::default(),
            script: Script::default(),
            router: Router::new(config),
            clock,
            identity,
        });
        Ok(Self { address, listener: Some(listen(listener, Arc::clone(&server))?), server })
    }

    /// The base address, `http://127.0.0.1:PORT` or `https://127.0.0.1:PORT`, without a slash at
    /// its end.
    pub fn url(&self) -> String {
        let scheme = match self.server.identity {
            Some(_) => "https",
            None => "http",
        };
        format!("{scheme}://{}", self.address)
    }

    /// The address to connect to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The certificate to trust, as PEM; `None` without TLS.
    pub fn certificate_pem(&self) -> Option<&str> {
        let identity = self.server.identity.as_ref()?;
        Some(&identity.certificate_pem)
    }
}

/// Looking at what was received.
impl Receiver {
    /// The requests that arrived whole, in order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.server.journal.read(|records| records.requests.clone())
    }

    /// The events that were accepted, in order of storage.
    pub fn events(&self) -> Vec<Event> {
        self.server.journal.read(|records| records.events.clone())
    }

    /// What was refused, dropped in silence, or tolerated against the contract.
    pub fn refused(&self) -> Vec<Refusal> {
        self.server.journal.read(|records| records.refusals.clone())
    }

    /// The TCP connections accepted so far, those that never sent a byte included.
    pub fn connections(&self) -> usize {
        self.server.journal.read(|records| records.transcripts.len())
    }

    /// The bytes read so far, decrypted, those of requests that never became complete included.
    pub fn bytes_received(&self) -> usize {
        self.server.journal.read(|records| records.transcripts.iter().map(Vec::len).sum())
    }

    /// Whether this text is in any byte read so far: lines, headers and bodies, of requests that
    /// never became complete as well. Chunked bodies are searched joined, too, gzip is searched
    /// unpacked as far as it arrived, and strings of JSON bodies also unescaped.
    ///
    /// # Panics
    /// If `text` is empty, because the answer would say nothing.
    pub fn received_anywhere(&self, text: &str) -> bool {
        assert!(!text.is_empty(), "an empty text is found anywhere");
        self.server.journal.read(|records| records.mention(text))
    }

    /// When the last byte was read so far; `None` if there was none.
    pub fn last_byte(&self) -> Option<Instant> {
        self.server.journal.read(|records| records.last_byte)
    }

    /// Waits until no connection is open, whoever ended them; false if one still is after that time.
    pub fn wait_for_disconnection(&self, timeout: Duration) -> bool {
        self.server.lifetime.wait_for_disconnection(timeout)
    }

    /// Waits until `count` connections have been accepted; false if they were not in time.
    pub fn wait_for_connections(&self, count: usize, timeout: Duration) -> bool {
        self.server.journal.wait(timeout, |records| records.transcripts.len() >= count)
    }

    /// Waits until `count` requests have arrived whole; false if they did not in time. They need
    /// not have been answered yet.
    pub fn wait_for_requests(&self, count: usize, timeout: Duration) -> bool {
        self.server.journal.wait(timeout, |records| records.requests.len() >= count)
    }

    /// Waits until `count` events have been stored; false if they were not in time.
    pub fn wait_for_events(&self, count: usize, timeout: Duration) -> bool {
        self.server.journal.wait(timeout, |records| records.events.len() >= count)
    }
}

/// Making things go wrong.
impl Receiver {
    /// Plays this fault on the next request that has none yet.
    pub fn next(&self, fault: Fault) {
        self.script([fault]);
    }

    /// Plays these faults, one a request, after those already scripted.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.server.script.extend(faults);
    }

    /// Plays this fault on every request for which none is scripted.
    pub fn always(&self, fault: Fault) {
        self.server.script.always(fault);
    }

    /// Forgets all faults to come.
    pub fn recover(&self) {
        self.server.script.clear();
    }

    /// Waits until every scripted fault has met its request; false if some are left. This is how to
    /// know that a request without a record, as under [`Fault::ReadNothing`], is there.
    pub fn wait_for_script(&self, timeout: Duration) -> bool {
        self.server.script.wait(timeout)
    }

    /// Ends every connection that is open now, as a server does with idle ones: a client that
    /// reuses its connection meets a closed one.
    pub fn disconnect(&self) {
        self.server.lifetime.disconnect();
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.lifetime.close();
        // The accepting thread can only be woken by a connection. Should that fail, it is left
        // behind: a leaked thread is better than a test run that hangs.
        let woken = TcpStream::connect_timeout(&self.address, WAKE_TIMEOUT);
        if let (Ok(_), Some(listener)) = (woken, self.listener.take()) {
            let _ = listener.join();
        }
    }
}
