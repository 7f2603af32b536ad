//! A client that writes bytes as told and reads one answer at a time.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use telemetry_receiver::{DEFAULT_KEY, Receiver};

/// Longer than any test takes: it turns a hang into a failure.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Client<S: Read + Write = TcpStream>(BufReader<S>);

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

pub fn connect(receiver: &Receiver) -> TcpStream {
    let stream = TcpStream::connect(receiver.address()).expect("the receiver listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream.set_write_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

impl Client {
    pub fn new(receiver: &Receiver) -> Self {
        Self::over(connect(receiver))
    }

    /// Ends the sending direction.
    pub fn finish(&mut self) {
        let socket = self.0.get_ref();
        socket.shutdown(Shutdown::Write).expect("a live socket");
    }
}

impl<S: Read + Write> Client<S> {
    pub fn over(stream: S) -> Self {
        Self(BufReader::new(stream))
    }

    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let stream = self.0.get_mut();
        stream.write_all(bytes.as_ref()).expect("a live socket");
        stream.flush().expect("a live socket");
    }

    pub fn exchange(&mut self, bytes: impl AsRef<[u8]>) -> Reply {
        self.send(bytes);
        self.reply().expect("an answer")
    }

    pub fn reply(&mut self) -> io::Result<Reply> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let length = head
            .split("\r\n")
            .find_map(|line| line.strip_prefix("Content-Length: "))
            .map_or(0, |length| length.parse().expect("a number"));
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(Reply {
            status: status.expect("a status line"),
            head,
            body: String::from_utf8(body).expect("text"),
        })
    }

    /// What comes until the connection ends in good order.
    pub fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    pub fn read(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).expect("that many bytes");
        bytes
    }
}

/// An event of now with this name.
pub fn event(name: &str) -> String {
    event_at("9999-01-01T00:00:00Z", name)
}

pub fn event_at(time: &str, name: &str) -> String {
    format!(
        r#"{{"timestamp":"{time}","sessionId":"a-session","eventName":"{name}",
            "systemProps":{{"osName":"Linux","sdkVersion":"test@1"}},"props":{{"n":1}}}}"#
    )
}

/// A request that posts this batch.
pub fn post(body: &str) -> String {
    post_with(&format!("Content-Length: {}", body.len()), body)
}

/// A request that posts these bytes under further headers.
pub fn post_with(headers: &str, body: &str) -> String {
    format!(
        "POST /api/v0/events HTTP/1.1\r\nHost: localhost\r\nApp-Key: {DEFAULT_KEY}\r\n\
         Content-Type: application/json\r\nUser-Agent: test/1\r\n{headers}\r\n\r\n{body}"
    )
}

/// A request that posts this body to another backend.
pub fn post_to(path: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         User-Agent: test/1\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A body as gzip.
pub fn gzip(body: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body.as_bytes()).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}

/// A request that posts a batch of one event.
pub fn post_event(name: &str) -> String {
    post(&format!("[{}]", event(name)))
}
