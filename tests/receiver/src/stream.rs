//! A connection's bytes, plain or through TLS, each of them noted in the journal when it is read.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::{ServerConnection, StreamOwned};

use crate::listener::Server;
use crate::tls::Identity;

pub(crate) struct Stream {
    connection: usize,
    server: Arc<Server>,
    transport: Transport,
}

enum Transport {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Stream {
    pub(crate) fn new(
        connection: usize,
        server: Arc<Server>,
        socket: TcpStream,
        identity: Option<&Identity>,
    ) -> io::Result<Self> {
        let transport = match identity {
            None => Transport::Plain(socket),
            Some(identity) => {
                let session = ServerConnection::new(Arc::clone(&identity.config))
                    .map_err(io::Error::other)?;
                Transport::Tls(Box::new(StreamOwned::new(session, socket)))
            }
        };
        Ok(Self { connection, server, transport })
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.transport {
            Transport::Plain(socket) => socket.read(buffer),
            Transport::Tls(session) => session.read(buffer),
        }?;
        if count > 0 {
            self.server.journal.received(self.connection, &buffer[..count]);
        }
        Ok(count)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.transport {
            Transport::Plain(socket) => socket.write(bytes),
            Transport::Tls(session) => session.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.transport {
            Transport::Plain(socket) => socket.flush(),
            Transport::Tls(session) => session.flush(),
        }
    }
}
