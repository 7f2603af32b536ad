//! One TCP connection: requests are read from it until one of the two sides ends it.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use socket2::SockRef;

use crate::Fault;
use crate::answer::Answer;
use crate::http::{Failure, read_body, read_head};
use crate::listener::Server;
use crate::refusal::{Consequence, Refusal};
use crate::request::{Request, path};
use crate::route::Backend;
use crate::stream::Stream;

/// The limit of what is still read after a request was refused half-way, in bytes: above any
/// backend's limit of a body.
const MAX_DRAINED_BYTES: usize = 128 * 1024 * 1024;

pub(crate) struct Connection {
    number: usize,
    pub(crate) server: Arc<Server>,
    socket: TcpStream,
    stream: BufReader<Stream>,
    reused: bool,
}

/// Whether the connection lives on after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    KeepAlive,
    Close,
}

impl Connection {
    pub(crate) fn new(number: usize, socket: TcpStream, server: Arc<Server>) -> io::Result<Self> {
        socket.set_nodelay(true)?;
        let registered = socket.try_clone()?;
        let stream = Stream::new(
            number,
            Arc::clone(&server),
            socket.try_clone()?,
            server.identity.as_ref(),
        )?;
        if !server.lifetime.admit(number, registered) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(Self { number, server, socket, stream: BufReader::new(stream), reused: false })
    }

    pub(crate) fn serve(mut self) {
        while self.turn() == Next::KeepAlive {
            self.reused = true;
        }
    }

    fn turn(&mut self) -> Next {
        match self.fault_before_reading() {
            Some(Fault::ReadNothing) => {
                self.server.lifetime.wait_for_close();
                return Next::Close;
            }
            Some(Fault::ResetUnread) => {
                // Where it cannot be set, closing over unread bytes resets the connection as well.
                let _ = self.reset_on_close();
                return Next::Close;
            }
            Some(Fault::HoldUnread(hold)) => self.server.lifetime.pass(&hold),
            _ => {}
        }
        let head = match read_head(&mut self.stream) {
            Ok(head) => head,
            Err(failure) => return self.fail(failure, None),
        };
        if head.expects_continue() && self.write(b"HTTP/1.1 100 Continue\r\n\r\n").is_err() {
            return Next::Close;
        }
        let path = path(&head.target).to_owned();
        let limit = Backend::body_limit(Backend::of(&path));
        let next = if head.keeps_alive() { Next::KeepAlive } else { Next::Close };
        let body = read_body(&mut self.stream, &head, limit);
        let mut request = Request {
            connection: self.number,
            method: head.method,
            target: head.target,
            path,
            headers: head.headers,
            body: Vec::new(),
            arrived: Instant::now(),
            status: None,
        };
        match body {
            Ok(body) => {
                request.body = body;
                self.exchange(request, next).unwrap_or(Next::Close)
            }
            Err(failure) => self.fail(failure, Some(request)),
        }
    }

    /// Ends a connection on which no request can follow, since nobody knows where it would start.
    fn fail(&mut self, failure: Failure, request: Option<Request>) -> Next {
        if let Failure::Refused { status, rule, reason } = failure {
            let backend = request.as_ref().and_then(|known| Backend::of(&known.path));
            let journal = &self.server.journal;
            journal.refused(Refusal {
                backend,
                request: request
                    .map(|known| journal.arrived(Request { status: Some(status), ..known })),
                ..Refusal::new(Consequence::Answered(status), rule, reason)
            });
            let answer = Answer::text(status, reason).to_bytes(true);
            // A peer that is gone misses its answer; there is nothing else to do about it.
            let _ = self.write(&answer).and_then(|()| self.drain());
        }
        Next::Close
    }

    /// Whether the script wants the coming request left unread, and how. That must be known before
    /// the first read, hence the look at bytes that stay in the socket.
    fn fault_before_reading(&self) -> Option<Fault> {
        let encrypted = self.server.identity.is_some();
        if (encrypted && self.reused) || !self.stream.buffer().is_empty() {
            return None;
        }
        let waiting = self.socket.peek(&mut [0]);
        matches!(waiting, Ok(1..)).then(|| self.server.script.take_unread())?
    }

    /// Reads on until the peer ends: closing over unread bytes resets the connection, and the answer
    /// could be lost with it.
    fn drain(&mut self) -> io::Result<()> {
        self.socket.shutdown(Shutdown::Write)?;
        let mut drained = 0;
        while drained < MAX_DRAINED_BYTES {
            let count = self.stream.fill_buf()?.len();
            if count == 0 {
                break;
            }
            self.stream.consume(count);
            drained += count;
        }
        Ok(())
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let stream = self.stream.get_mut();
        stream.write_all(bytes)?;
        stream.flush()
    }

    /// Makes the end of this connection a reset.
    pub(crate) fn reset_on_close(&self) -> io::Result<()> {
        SockRef::from(&self.socket).set_linger(Some(Duration::ZERO))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.server.lifetime.forget(self.number);
    }
}
