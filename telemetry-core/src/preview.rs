//! What would be sent, shown before it is.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::before_send;
use crate::client::Client;
use crate::clock::unix_milliseconds;
use crate::encoder::Encoder;
use crate::encoding;
use crate::flight::{Flight, Identified};
use crate::once;
use crate::queue::Taken;
use crate::schema::{EventSchema, Kind, Property, Shape, Treatment};
use crate::session::Session;
use crate::set::Bits;
use crate::transport::Request;

/// The next request, as it would be sent now.
///
/// It is made by what makes the real one, so the body is the same byte for byte, but for the time of
/// sending where the backend wants one, and for keys, which are shown as `***`. Made by
/// [`Telemetry::preview`](crate::telemetry::Telemetry::preview).
#[derive(Clone, Debug)]
pub struct Preview {
    /// The events in it that wait; none in a sample.
    pub events: usize,
    /// The events that wait beyond those, for further requests.
    pub further: usize,
    /// The absolute URL that it is posted to.
    pub url: String,
    /// The header fields but for those that describe the connection.
    pub headers: Vec<(String, String)>,
    /// The content, as it is before it is compressed.
    pub body: String,
    /// How many bytes of content are sent, compressed where the backend takes it so.
    pub sent_bytes: usize,
}

impl Preview {
    /// Whether nothing waits, and each event of the catalogue is shown with made-up values.
    pub fn is_sample(&self) -> bool {
        self.events == 0
    }

    fn new(encoder: &mut Encoder, request: &mut Request) -> Self {
        let body = encoder.without_secrets(&String::from_utf8_lossy(&request.body));
        encoder.compress(request);
        let headers = request
            .headers
            .iter()
            .map(|(name, value)| (name.clone().into_owned(), encoder.without_secrets(value)));
        Self {
            events: 0,
            further: 0,
            url: encoder.without_secrets(&request.url),
            headers: headers.collect(),
            body,
            sent_bytes: request.body.len(),
        }
    }
}

/// The request as it goes over the wire, with its body unpacked.
impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "POST {}", self.url)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        writeln!(f, "\n{}", self.body)
    }
}

/// How long a preview waits for the worker, which may be in a hook of the application's.
const PATIENCE: Duration = Duration::from_millis(250);

impl Client {
    /// What the next request would be; `None` where that takes too long to find out, in a hook of
    /// [`Builder::before_send`], which has a part in making it, and where the transport panics over it.
    ///
    /// [`Builder::before_send`]: crate::builder::Builder::before_send
    pub(crate) fn preview(&self) -> Option<Preview> {
        catch_unwind(AssertUnwindSafe(|| self.look_ahead())).ok().flatten()
    }

    fn look_ahead(&self) -> Option<Preview> {
        // In a fork, nobody is left to give back what makes requests.
        if before_send::runs() || self.is_forked(&mut self.lock()) {
            return None;
        }
        let settings = &self.settings;
        let (mut run, waiting) = self.lock().waiting(settings.shelf.events);
        let now = unix_milliseconds(settings.clock.now());
        let mut taken: Vec<_> = run.events().collect();
        let taken_off = taken.len();
        let mut encoder = self.encoder_within(PATIENCE)?;
        taken.retain_mut(|event| self.would_be_sent(&mut encoder, event, &mut run.bytes, now));
        let events = taken.len();
        if events == 0 {
            taken = self.sample(&mut run.bytes);
        }
        let install = settings.install.as_ref().map(|install| install.at(now));
        // The ids that come next, without using them up.
        let mut ids = encoder.ids.clone();
        let (flight, part) = Flight::aside(run, taken, &mut ids, install);
        let mut request = Request::default();
        encoder.encode(settings, &flight, &part, &mut request);
        let further = waiting - taken_off;
        Some(Preview { events, further, ..Preview::new(&mut encoder, &mut request) })
    }

    /// What the worker would find, without the traces that it leaves.
    fn would_be_sent(
        &self,
        encoder: &mut Encoder,
        event: &mut Taken,
        bytes: &mut [u8],
        now: u64,
    ) -> bool {
        let place = usize::from(event.place);
        let Some(schema) = self.settings.schema.events.get(place).copied() else { return false };
        let Some(values) = bytes.get_mut(event.values.clone()) else { return false };
        let was_sent = once::marker(schema, values).is_some_and(|marker| {
            self.settings.folder.as_ref().is_none_or(|folder| folder.holds(&marker))
        });
        match encoder.narrow(schema, values) {
            Ok(length) => event.values.end = event.values.start + length,
            Err(_) => return false,
        }
        !was_sent && !self.settings.is_stale(event.time, now)
    }

    /// Each event of the catalogue once, as many as fit into a request, with made-up values.
    fn sample(&self, bytes: &mut Vec<u8>) -> Vec<Taken> {
        bytes.clear();
        let time = unix_milliseconds(self.settings.clock.now());
        let session = Session { started: time, random: 0 };
        let events = self.settings.schema.events.iter().zip(0..).take(self.settings.shelf.events);
        let sample = events.map(|(schema, place)| {
            let start = bytes.len();
            push_values(bytes, schema);
            Taken { place, time, session, values: start..bytes.len() }
        });
        sample.collect()
    }

    /// Events as they are written into the log: each as a request of its own would hold it.
    pub(crate) fn lines(&self, flight: &Flight, events: &[Identified]) -> Vec<String> {
        let mut encoder = self.encoder();
        let mut request = Request::default();
        let lines = events.chunks(1).map(|event| {
            encoder.encode(&self.settings, flight, event, &mut request);
            encoder.without_secrets(&String::from_utf8_lossy(&request.body))
        });
        lines.collect()
    }
}

/// A value for each property that an event can have.
fn push_values(bytes: &mut Vec<u8>, schema: &EventSchema) {
    for (property, place) in schema.properties.iter().zip(0..=u8::MAX) {
        push_value(bytes, place, property);
    }
}

fn push_value(bytes: &mut Vec<u8>, place: u8, property: &Property) {
    let Shape { kind, labels, .. } = property.shape;
    match (property.treatment, kind) {
        (Treatment::Pseudonym(hash), _) => {
            let digits = "0123456789abcdef".repeat(4);
            encoding::push_text(bytes, place, digits.get(..hash.digits().into()).unwrap_or(""));
        }
        (_, Kind::Text) if labels.is_empty() => encoding::push_text(bytes, place, "text"),
        (_, Kind::Text) => encoding::push_label(bytes, place, 0),
        (_, Kind::Bool) => encoding::push_bool(bytes, place, true),
        (_, Kind::Integer) => encoding::push_unsigned(bytes, place, 1),
        (_, Kind::Number) => encoding::push_number(bytes, place, 1.5),
        (_, Kind::Set) => {
            let mut first = Bits::default();
            first.insert(0);
            encoding::push_labels(bytes, place, first);
        }
    }
}
