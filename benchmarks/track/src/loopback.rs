//! From `track` to the server's answer, over HTTP on the loopback.

use std::io::{Error, Result};
use std::sync::Arc;
use std::time::Instant;

use telemetry::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};
use telemetry::{Aptabase, Backend, CheckedFor, Limits, Overflow, PostHog};

use crate::event::{Closed, MessageSent, Values};
use crate::ours::{Ours, PATIENCE};
use crate::server;

/// The events of a round.
const EVENTS: usize = 100_000;

const ROUNDS: usize = 5;

/// Aptabase's transport, which sends JSON as it is, with a hundred events at a time in place of 25.
pub struct Hundreds(Aptabase);

impl Transport for Hundreds {
    fn destination(&self) -> std::result::Result<Destination, String> {
        self.0.destination()
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: BATCH, ..self.0.shelf() }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        self.0.encode(batch, request);
    }

    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        self.0.judge(response, now)
    }

    fn http(&self) -> Box<dyn Http> {
        self.0.http()
    }
}

impl Backend for Hundreds {
    const LIMITS: Limits = Aptabase::LIMITS;
}

/// Millions of events a second, in the fastest round: JSON as it is, compressed by PostHog's transport,
/// and JSON of that many bytes an event that is there already, posted by the bare HTTP client.
pub fn millions(bytes: f64) -> Result<[f64; 3]> {
    let server = server::start()?;
    let plain = Hundreds(Aptabase::new("A-SH-0123456789").host(&server));
    let compressed = PostHog::new("phc_0123456789").host(&server);
    let body = vec![b' '; (bytes * BATCH as f64) as usize];
    Ok([fastest(plain), fastest(compressed), fastest_bare(&server, &body)?])
}

/// The events of a request.
const BATCH: usize = 100;

fn fastest_bare(server: &str, body: &[u8]) -> Result<f64> {
    let agent = ureq::Agent::new_with_defaults();
    let mut fastest = 0.0_f64;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..EVENTS / BATCH {
            let mut answer = agent.post(server).send(body).map_err(Error::other)?;
            answer.body_mut().read_to_vec().map_err(Error::other)?;
        }
        fastest = fastest.max(EVENTS as f64 / start.elapsed().as_secs_f64() / 1e6);
    }
    Ok(fastest)
}

fn fastest<T: Transport + Backend>(transport: T) -> f64
where
    Closed: CheckedFor<T>,
{
    let ours = Arc::new(Ours::<Closed>::start(transport, |builder| {
        builder.capacity(EVENTS, Overflow::DropNewest)
    }));
    let rounds = (1..=ROUNDS).map(|round| {
        let start = Instant::now();
        for _ in 0..EVENTS {
            ours.telemetry.track(MessageSent::from(Values::reference()));
        }
        let counts = ours.telemetry.flush(PATIENCE);
        assert_eq!(counts.sent as usize, round * EVENTS, "{}", ours.telemetry.status());
        EVENTS as f64 / start.elapsed().as_secs_f64() / 1e6
    });
    rounds.fold(0.0, f64::max)
}
