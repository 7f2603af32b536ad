//! What the worker does for an event: from the queue to the finished body.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use telemetry::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};
use telemetry::{ApplicationInsights, Aptabase, Backend, CheckedFor, Limits, Otlp, PostHog};

use crate::by_hand;
use crate::event::{Closed, MessageSent, Values};
use crate::ours::{Ours, PATIENCE};
use crate::sink::Sink;

/// How often each body is written.
const ROUNDS: usize = 300;

/// Nanoseconds an event, and bytes an event.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The body before it is compressed.
    pub encode: f64,
    /// The same body written by hand.
    pub by_hand: f64,
    /// What compressing adds.
    pub compress: f64,
    /// The size before it is compressed.
    pub bytes: f64,
}

/// A serializer of one backend's body for the reference event, written by hand.
pub type ByHand = fn(&Batch<'_>, &mut Vec<u8>);

/// A transport that writes each body many times, and notes how long the fastest took.
pub struct Timed<T> {
    transport: T,
    by_hand: ByHand,
    figures: Arc<Mutex<Option<Figures>>>,
}

impl<T: Transport> Transport for Timed<T> {
    fn destination(&self) -> Result<Destination, String> {
        self.transport.destination()
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: 100, ..self.transport.shelf() }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        let fastest = |work: &mut dyn FnMut()| {
            let times = (0..ROUNDS).map(|_| {
                let start = Instant::now();
                work();
                start.elapsed().as_nanos() as f64 / batch.events.len() as f64
            });
            times.fold(f64::INFINITY, f64::min)
        };
        let mut own = Request::default();
        let encode = fastest(&mut || {
            own.url.clear();
            own.headers.clear();
            own.body.clear();
            self.transport.encode(batch, &mut own);
        });
        let mut body = Vec::new();
        let by_hand = fastest(&mut || {
            body.clear();
            (self.by_hand)(batch, &mut body);
        });
        assert_eq!(String::from_utf8_lossy(&body), String::from_utf8_lossy(&own.body));
        body.clone_from(&own.body);
        let bytes = own.body.len() as f64 / batch.events.len() as f64;
        let compress = fastest(&mut || {
            own.body.clone_from(&body);
            self.transport.compress(&mut own);
        });
        let mut figures = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        *figures = Some(Figures { encode, by_hand, compress, bytes });
        *request = own;
    }

    fn compress(&mut self, _: &mut Request) {}

    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        self.transport.judge(response, now)
    }

    fn http(&self) -> Box<dyn Http> {
        self.transport.http()
    }
}

impl<T: Backend> Backend for Timed<T> {
    const LIMITS: Limits = T::LIMITS;
}

/// The figures of each backend, for batches of 100 closed forms.
pub fn figures() -> [(&'static str, Figures); 4] {
    let server = "http://127.0.0.1:9";
    let connection = format!(
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={server}/"
    );
    [
        ("Aptabase", of(Aptabase::new("A-SH-0123456789").host(server), by_hand::aptabase)),
        ("PostHog", of(PostHog::new("phc_0123456789").host(server), by_hand::posthog)),
        (
            "Application Insights",
            of(ApplicationInsights::new(&*connection), by_hand::application_insights),
        ),
        ("OTLP", of(Otlp::new(server), by_hand::otlp)),
    ]
}

fn of<T: Transport + Backend>(transport: T, by_hand: ByHand) -> Figures
where
    Closed: CheckedFor<Timed<T>>,
{
    let figures = Arc::default();
    let timed = Timed { transport, by_hand, figures: Arc::clone(&figures) };
    let ours = Ours::<Closed>::start(timed, |builder| builder.http(Sink));
    for _ in 0..100 {
        ours.telemetry.track(MessageSent::from(Values::reference()));
    }
    let counts = ours.telemetry.flush(PATIENCE);
    assert_eq!(counts.sent, 100, "{}", ours.telemetry.status());
    let figures = *figures.lock().unwrap_or_else(PoisonError::into_inner);
    figures.expect("a batch was sent")
}
