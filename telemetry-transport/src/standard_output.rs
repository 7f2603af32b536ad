//! Standard output: for development, and for programs whose output somebody else collects.

use std::io::{self, Write};

use telemetry_core::catalog::{Backend, Limits};
use telemetry_core::transport::{
    Batch, Destination, Event, Http, HttpError, Outcome, Permit, Request, Response, Shelf,
    Transport,
};
use uuid::Uuid;

use crate::json::Json;

/// Writes each event to standard output, as a line of JSON.
///
/// Nothing else is different: events wait for the user's decision, and a switch that is off is off. It is
/// an endpoint that the application named, so test runs reach it, too.
///
/// ```
/// # use telemetry_core::catalog::{Catalog, CheckedFor};
/// # use telemetry_core::builder::Builder;
/// use telemetry_transport::StandardOutput;
///
/// # fn start<C: Catalog + CheckedFor<StandardOutput>>(builder: Builder<'_, C>) {
/// let started = builder.start(StandardOutput);
/// # }
/// ```
///
/// ```json
/// {"time":"2026-11-21T03:50:00.123Z","id":"..","session":"..","app":"my-app","version":"1.4.2","event":"file_exported","properties":{"format":"pdf"}}
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StandardOutput;

/// The most events that leave at once: as many as to PostHog (contract, section 2).
const MAX_EVENTS: usize = 100;

#[diagnostic::do_not_recommend]
impl Backend for StandardOutput {
    /// A line has no limits of its own.
    const LIMITS: Limits = Limits { backend: "standard output", name: usize::MAX, key: usize::MAX };
}

impl Transport for StandardOutput {
    fn destination(&self) -> Result<Destination, String> {
        Ok(Destination::Named { url: "standard output".to_owned() })
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: MAX_EVENTS, bytes: usize::MAX, age: None }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        let mut json = Json::new(&mut request.body);
        for event in batch.events {
            line(event, batch, &mut json);
            json.raw("\n");
        }
        json.end();
    }

    fn judge(&mut self, _: &Response, _: u64) -> Outcome {
        Outcome::Accepted
    }

    fn http(&self) -> Box<dyn Http> {
        Box::new(Lines)
    }
}

fn line(event: &Event<'_>, batch: &Batch<'_>, json: &mut Json<'_>) {
    json.raw("{\"time\":");
    json.time(event.time);
    json.raw(",\"id\":");
    json.uuid(event.id);
    json.raw(",\"session\":");
    json.uuid(Uuid::from_u64_pair(event.session.started, event.session.random));
    if let Some(install) = batch.install {
        json.raw(",\"install\":");
        json.uuid(install);
    }
    json.raw(",\"app\":");
    json.text(batch.source.app.name);
    json.raw(",\"version\":");
    json.text(&batch.source.app_version);
    json.raw(",\"event\":");
    json.text(event.schema.name);
    json.raw(",\"properties\":{");
    json.properties(&event.values, |_| true);
    json.properties(&batch.common, |_| true);
    json.raw("}}");
}

/// Writes a body line by line.
struct Lines;

impl Http for Lines {
    fn post(&mut self, request: &Request, permit: &Permit) -> Result<Response, HttpError> {
        let write = || {
            let mut output = io::stdout();
            for line in request.body.split_inclusive(|byte| *byte == b'\n') {
                if permit.is_revoked() {
                    return Err(io::Error::other("nothing may be written any more"));
                }
                output.write_all(line)?;
            }
            output.flush()
        };
        match write() {
            Ok(()) => Ok(Response { status: 200, ..Response::default() }),
            Err(error) => Err(HttpError { reason: format!("standard output: {error}") }),
        }
    }
}
