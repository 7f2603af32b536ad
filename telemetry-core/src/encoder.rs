//! What makes requests of events: one way, for the worker, for previews and for the log.

use crate::before_send::{self, Hook};
use crate::client::Settings;
use crate::clock::unix_milliseconds;
use crate::encoding::Values;
use crate::flight::{Flight, Identified, Ids};
use crate::schema::EventSchema;
use crate::status::DropReason;
use crate::transport::{Batch, Outcome, Request, Response, Transport};

pub(crate) struct Encoder {
    transport: Box<dyn Transport>,
    before_send: Option<Hook>,
    /// The ids of the events that come next.
    pub(crate) ids: Ids,
}

impl Encoder {
    pub(crate) fn new(transport: Box<dyn Transport>, before_send: Option<Hook>) -> Self {
        Self { transport, before_send, ids: Ids::new() }
    }

    pub(crate) fn has_hook(&self) -> bool {
        self.before_send.is_some()
    }

    /// Shows an event to the application's hook; returns how many bytes of values are left, or why it is
    /// not sent.
    pub(crate) fn narrow(
        &mut self,
        schema: &'static EventSchema,
        values: &mut [u8],
    ) -> Result<usize, DropReason> {
        match &mut self.before_send {
            Some(hook) => before_send::narrow(hook, schema, values),
            None => Ok(values.len()),
        }
    }

    /// Writes the request for some events of a flight, as it is before it is compressed.
    pub(crate) fn encode(
        &mut self,
        settings: &Settings,
        flight: &Flight,
        events: &[Identified],
        request: &mut Request,
    ) {
        request.clear();
        let events: Vec<_> =
            events.iter().filter_map(|event| flight.view(event, settings.schema)).collect();
        let batch = Batch {
            events: &events,
            common: Values::new(settings.schema.common, &settings.common),
            source: &settings.source,
            install: flight.install(),
            sent_at: unix_milliseconds(settings.clock.now()),
        };
        self.transport.encode(&batch, request);
    }

    /// Compresses the request's body, where the backend takes it so.
    pub(crate) fn compress(&mut self, request: &mut Request) {
        self.transport.compress(request);
    }

    pub(crate) fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        self.transport.judge(response, now)
    }

    /// What the server answered, for people.
    pub(crate) fn describe(&self, response: &Response) -> String {
        let page = if response.is_page() { ", but with a web page" } else { "" };
        let advice = self.transport.advice(response.status);
        let advice = advice.map(|advice| format!(": {advice}")).unwrap_or_default();
        format!("the server answered with status {}{page}{advice}", response.status)
    }

    /// A text of a request, as it may be shown: without keys.
    pub(crate) fn without_secrets(&self, text: &str) -> String {
        let secrets = self.transport.secrets();
        if secrets.iter().any(|secret| secret == text) {
            return MASK.to_owned();
        }
        let telling = secrets.iter().filter(|secret| secret.len() >= SHORTEST_SECRET);
        telling.fold(text.to_owned(), |text, secret| text.replace(secret.as_ref(), MASK))
    }
}

/// What is shown in place of a key.
const MASK: &str = "***";

/// A shorter text can be part of any other, and is masked where it stands alone only, as the value of a
/// header.
const SHORTEST_SECRET: usize = 8;
