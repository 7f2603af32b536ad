//! TCP connections that can be cut. The usual end of a connection has the system send first what it was
//! given, for as long as the server takes to read it; a cut has it throw that away.
//!
//! ureq keeps the sockets of its own connections to itself, so these are made here.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use socket2::SockRef;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, ShutdownHandle,
    Transport,
};
use ureq::{Error, Timeout};

/// Connects where no proxy of ureq's has done so.
#[derive(Debug)]
pub(super) struct Tcp;

impl<In: Transport> Connector<In> for Tcp {
    type Out = Either<In, Connection>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        if let Some(to_proxy) = chained {
            return Ok(Some(Either::A(to_proxy)));
        }
        let socket = Arc::new(Socket(connect(details)?));
        let handle: Weak<Socket> = Arc::downgrade(&socket);
        (details.register_shutdown)(handle)?;
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        Ok(Some(Either::B(Connection { socket, buffers })))
    }
}

/// Tries one address after the other, each for half of the time that is left and the last for all of it.
fn connect(details: &ConnectionDetails<'_>) -> Result<TcpStream, Error> {
    let mut left = limit(details.timeout)?.unwrap_or(super::TIMEOUT);
    let mut failure = Error::HostNotFound;
    for (tried, address) in details.addrs.iter().enumerate() {
        let is_last = tried + 1 == details.addrs.len();
        let share = if is_last { left } else { left / 2 };
        let start = Instant::now();
        let connected = TcpStream::connect_timeout(address, share.max(Duration::from_millis(1)))
            .and_then(|stream| stream.set_nodelay(true).map(|()| stream));
        match connected {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = told(error, Timeout::Connect),
        }
        left = left.saturating_sub(start.elapsed());
    }
    Err(failure)
}

#[derive(Debug)]
struct Socket(TcpStream);

impl ShutdownHandle for Socket {
    fn shutdown(&self) {
        // With no time to linger, the close that follows throws away what is not sent. That comes when
        // whoever reads or writes here is woken. Either fails only where the connection has ended already.
        let _ = SockRef::from(&self.0).set_linger(Some(Duration::ZERO));
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

#[derive(Debug)]
pub(super) struct Connection {
    socket: Arc<Socket>,
    buffers: LazyBuffers,
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let timeout = timeout.for_write();
        let Socket(stream) = &*self.socket;
        stream.set_write_timeout(limit(timeout)?)?;
        let output = self.buffers.output().get(..amount).unwrap_or_default();
        (&*stream).write_all(output).map_err(|error| told(error, timeout.reason))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let timeout = timeout.for_read();
        let within = limit(timeout)?;
        let Socket(stream) = &*self.socket;
        let start = Instant::now();
        let input = self.buffers.input_append_buf();
        let amount = loop {
            let left = within.map(|within| within.saturating_sub(start.elapsed()));
            if left.is_some_and(|left| left.is_zero()) {
                return Err(Error::Timeout(timeout.reason));
            }
            stream.set_read_timeout(left)?;
            match (&*stream).read(input) {
                // By a signal, which comes instead of bytes where there is a time-out.
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read.map_err(|error| told(error, timeout.reason))?,
            }
        };
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    /// An open connection that waits for a request has nothing to be read, and no end.
    fn is_open(&mut self) -> bool {
        let Socket(stream) = &*self.socket;
        let is_silent = || {
            stream.set_nonblocking(true)?;
            let peeked = stream.peek(&mut [0]);
            stream.set_nonblocking(false)?;
            Ok::<_, io::Error>(peeked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock))
        };
        is_silent().unwrap_or(false)
    }
}

/// How long something may take, if there is a limit.
fn limit(timeout: NextTimeout) -> Result<Option<Duration>, Error> {
    match timeout.after.is_zero() {
        true => Err(Error::Timeout(timeout.reason)),
        false => Ok(timeout.not_zero().map(|limit| *limit)),
    }
}

/// The systems tell of a time-out in two ways.
fn told(error: io::Error, limit: Timeout) -> Error {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Error::Timeout(limit),
        _ => Error::Io(error),
    }
}
