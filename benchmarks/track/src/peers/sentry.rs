//! sentry: an event with tags, to a transport that sends nothing; its own queue comes after that.

use std::sync::Arc;

use sentry::protocol::{Event, Level, Value};
use sentry::{Client, ClientOptions, Envelope, Hub, Transport};

use crate::event::Values;
use crate::subject::Subject;

/// A hub with a client.
pub struct Sentry {
    hub: Hub,
}

struct Nowhere;

impl Transport for Nowhere {
    fn send_envelope(&self, _: Envelope) {}
}

impl Sentry {
    /// Without a queue.
    #[allow(clippy::new_without_default, reason = "all peers are made by `new`")]
    pub fn new() -> Self {
        let options = ClientOptions::new()
            .dsn("http://key@127.0.0.1:9/1")
            .transport(|_: &ClientOptions| -> Arc<dyn Transport> { Arc::new(Nowhere) });
        Self { hub: Hub::new(Some(Arc::new(Client::from(options))), Arc::default()) }
    }
}

impl Subject for Sentry {
    fn name(&self) -> &'static str {
        "sentry"
    }

    fn send(&self) {
        let values = Values::reference();
        let mut event =
            Event { message: Some("message_sent".into()), level: Level::Info, ..Event::default() };
        let mut extra = |key: &str, value: Value| {
            event.extra.insert(key.into(), value);
        };
        extra("session", 1_795_233_000_123_u64.into());
        extra("source", values.source.label().into());
        extra("model_source", values.model_source.label().into());
        extra("provider_type", values.provider_type.label().into());
        extra("is_agent", values.is_agent.into());
        extra("stream", values.stream.into());
        extra("tokens", values.tokens_bucket().into());
        extra("attachments", values.attachments.into());
        self.hub.capture_event(event);
    }
}
