//! From `track` to the server's answer, over HTTP on the loopback.

use std::hint;
use std::io::{Error, Result};
use std::sync::Arc;
use std::time::{Duration, Instant};

use telemetry::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};
use telemetry::{Aptabase, Backend, CheckedFor, Limits, Overflow, PostHog};

use crate::event::{Closed, MessageSent, Values};
use crate::ours::{Ours, PATIENCE};
use crate::server;
use crate::worker::Figures;

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

/// Millions of events a second, each in the fastest round.
#[derive(Clone, Copy, Debug)]
pub struct Millions {
    /// Aptabase's transport: JSON as it is.
    pub plain: f64,
    /// PostHog's transport.
    pub compressed: f64,
    /// The bare HTTP client, with JSON of that size that is there already.
    pub bare: f64,
    /// The same, with as much time before each request as it takes to write its body.
    pub bare_paced: f64,
}

/// Measures all of them; `event` is what Aptabase's transport makes of an event.
pub fn millions(event: Figures) -> Result<Millions> {
    let server = server::start()?;
    let plain = Hundreds(Aptabase::new("A-SH-0123456789").host(&server));
    let compressed = PostHog::new("phc_0123456789").host(&server);
    let body = vec![b' '; (event.bytes * BATCH as f64) as usize];
    let pause = Duration::from_nanos((event.encode * BATCH as f64) as u64);
    Ok(Millions {
        plain: fastest(plain),
        compressed: fastest(compressed),
        bare: fastest_bare(&server, &body, Duration::ZERO)?,
        bare_paced: fastest_bare(&server, &body, pause)?,
    })
}

/// The events of a request.
const BATCH: usize = 100;

fn fastest_bare(server: &str, body: &[u8], pause: Duration) -> Result<f64> {
    let agent = ureq::Agent::new_with_defaults();
    let mut fastest = 0.0_f64;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..EVENTS / BATCH {
            let due = Instant::now() + pause;
            while Instant::now() < due {
                hint::spin_loop();
            }
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
