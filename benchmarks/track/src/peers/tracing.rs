//! tracing: an event that its JSON subscriber formats on the caller's thread, into nothing.

use std::io;

use tracing::Dispatch;
use tracing::dispatcher::with_default;

use crate::event::Values;
use crate::subject::Subject;

/// The subscriber.
pub struct Tracing {
    dispatch: Dispatch,
}

impl Tracing {
    /// Without a queue.
    #[allow(clippy::new_without_default, reason = "all peers are made by `new`")]
    pub fn new() -> Self {
        let subscriber = tracing_subscriber::fmt().json().with_writer(io::sink).finish();
        Self { dispatch: Dispatch::new(subscriber) }
    }
}

impl Subject for Tracing {
    fn name(&self) -> &'static str {
        "tracing, JSON"
    }

    fn send(&self) {
        let values = Values::reference();
        tracing::info!(
            session = 1_795_233_000_123_u64,
            source = values.source.label(),
            model_source = values.model_source.label(),
            provider_type = values.provider_type.label(),
            is_agent = values.is_agent,
            stream = values.stream,
            tokens = values.tokens_bucket(),
            attachments = values.attachments,
            "message_sent"
        );
    }

    fn burst(&self, events: usize) {
        with_default(&self.dispatch, || (0..events).for_each(|_| self.send()));
    }
}
