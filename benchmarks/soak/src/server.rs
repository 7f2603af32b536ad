//! A server that accepts, refuses, cuts off and asks for less, as chance will have it.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// What became of the requests; the events are those of the accepted ones.
#[derive(Default)]
struct Tally {
    accepted_events: AtomicU64,
    accepted: AtomicU64,
    refused: AtomicU64,
    cut_off: AtomicU64,
}

pub struct Server {
    url: String,
    tally: Arc<Tally>,
}

impl Server {
    /// Serves until the process ends.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let tally = Arc::new(Tally::default());
        let own = Arc::clone(&tally);
        // One connection at a time is all that the client has.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // The client's side of a broken connection is what is looked at.
                let _ = serve(stream, &own);
            }
        });
        Ok(Self { url, tally })
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    pub fn accepted(&self) -> u64 {
        self.tally.accepted_events.load(Ordering::Relaxed)
    }

    pub fn summary(&self) -> String {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        format!(
            "requests: {} accepted, {} refused, {} cut off",
            of(&self.tally.accepted),
            of(&self.tally.refused),
            of(&self.tally.cut_off)
        )
    }
}

/// Answers the requests of one connection, until one is cut off.
fn serve(stream: TcpStream, tally: &Tally) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut answers = stream.try_clone()?;
    let mut requests = BufReader::with_capacity(1 << 17, stream);
    while let Some(length) = read_head(&mut requests)? {
        let lot = fastrand::u8(..100);
        if lot < 2 {
            tally.cut_off.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        let mut body = vec![0; length];
        requests.read_exact(&mut body)?;
        let events = count_events(&body);
        let status = match lot {
            2..7 => "503 Service Unavailable",
            7..9 => "429 Too Many Requests",
            9..11 if events > 1 => "413 Content Too Large",
            _ => "200 OK",
        };
        let counter = if status.starts_with("200") {
            tally.accepted_events.fetch_add(events, Ordering::Relaxed);
            &tally.accepted
        } else {
            &tally.refused
        };
        counter.fetch_add(1, Ordering::Relaxed);
        write!(
            answers,
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
        )?;
    }
    Ok(())
}

/// Reads up to the body and says how long it is; `None` at the end of the connection.
fn read_head(requests: &mut impl BufRead) -> Result<Option<usize>> {
    let (mut length, mut line) = (0, String::new());
    while requests.read_line(&mut line)? > 0 {
        if line == "\r\n" {
            return Ok(Some(length));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    Ok(None)
}

fn count_events(body: &[u8]) -> u64 {
    let key = b"\"eventName\":";
    body.windows(key.len()).filter(|window| window == key).count() as u64
}
