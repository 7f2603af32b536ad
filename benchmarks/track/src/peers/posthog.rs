//! posthog-rs: its blocking client, which sends to a server on the loopback.

use posthog_rs::{Client, ClientOptionsBuilder, Event};

use crate::event::Values;
use crate::subject::Subject;

/// The client.
pub struct PostHog {
    client: Client,
}

impl PostHog {
    /// With a queue of so many events.
    pub fn new(server: &str, capacity: usize) -> Self {
        let options = ClientOptionsBuilder::default()
            .api_key("phc_0123456789".to_owned())
            .host(server.to_owned())
            .max_queue_size(capacity)
            .build()
            .expect("options are complete");
        Self { client: posthog_rs::client(options) }
    }
}

impl Subject for PostHog {
    fn name(&self) -> &'static str {
        "posthog-rs"
    }

    fn send(&self) {
        let values = Values::reference();
        let mut event = Event::new_anon("message_sent");
        let mut insert = |key, value: serde_json::Value| {
            event.insert_prop(key, value).expect("it is JSON");
        };
        insert("$session_id", 1_795_233_000_123_u64.into());
        insert("source", values.source.label().into());
        insert("model_source", values.model_source.label().into());
        insert("provider_type", values.provider_type.label().into());
        insert("is_agent", values.is_agent.into());
        insert("stream", values.stream.into());
        insert("tokens", values.tokens_bucket().into());
        insert("attachments", values.attachments.into());
        self.client.capture(event);
    }

    fn settle(&self) {
        self.client.flush();
    }
}
