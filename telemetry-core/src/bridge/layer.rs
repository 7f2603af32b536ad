//! Signals out of `tracing`.

use std::fmt::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tracing_core::field::{Field as Name, Visit};
use tracing_core::span::{Attributes, Id, Record};
use tracing_core::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use super::signal::push;
use super::{Bridge, Field, MOST_TEXT_BYTES, Signal};
use crate::own_activity;

impl Bridge {
    /// A layer of a `tracing` subscriber that makes signals of spans, when they close, and of events:
    /// of those that a handler waits for, and while telemetry is on. One bridge to a subscriber.
    ///
    /// A global filter of the subscriber, such as a level, filters here, too.
    pub fn layer(&self) -> BridgeLayer {
        BridgeLayer { bridge: self.clone() }
    }
}

/// Makes signals of spans and events; made by [`Bridge::layer`].
#[derive(Clone, Debug)]
pub struct BridgeLayer {
    bridge: Bridge,
}

impl BridgeLayer {
    fn wants(&self, metadata: &Metadata<'_>) -> bool {
        self.bridge.wants(metadata.target(), metadata.name())
    }

    fn read(&self, record: impl FnOnce(&mut dyn Visit)) -> Fields {
        let mut reader = Reader { fields: Fields::default(), bridge: &self.bridge };
        record(&mut reader);
        reader.fields
    }
}

/// What is kept of a span that a handler waits for.
struct Opened {
    fields: Fields,
    at: Duration,
}

impl<S> Layer<S> for BridgeLayer
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if !self.wants(attributes.metadata()) {
            return;
        }
        if let Some(client) = self.bridge.client()
            && let Some(span) = context.span(id)
            && let Some(_own) = own_activity::enter()
        {
            let fields = self.read(|visitor| attributes.record(visitor));
            let opened = Opened { fields, at: client.settings.clock.elapsed() };
            span.extensions_mut().replace(opened);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && self.wants(span.metadata())
            && let Some(_own) = own_activity::enter()
        {
            let fields = self.read(|visitor| values.record(visitor));
            if let Some(opened) = span.extensions_mut().get_mut::<Opened>() {
                fields.0.into_iter().for_each(|(name, value)| opened.fields.push(name, value));
            }
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        if !self.wants(metadata) {
            return;
        }
        if let Some(client) = self.bridge.client()
            && let Some(_own) = own_activity::enter()
        {
            let fields = self.read(|visitor| event.record(visitor));
            let signal = Signal::new(metadata.name()).from_target(metadata.target());
            self.bridge.dispatch(&client, &signal.with_fields(fields.0));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        let Some(opened) = span.extensions_mut().remove::<Opened>() else { return };
        if let Some(client) = self.bridge.client()
            && let Some(_own) = own_activity::enter()
        {
            let metadata = span.metadata();
            let took = client.settings.clock.elapsed().saturating_sub(opened.at);
            let signal = Signal::new(metadata.name()).from_target(metadata.target()).took(took);
            self.bridge.dispatch(&client, &signal.with_fields(opened.fields.0));
        }
    }
}

/// Fields as `tracing` hands them over.
#[derive(Default)]
struct Fields(Vec<(&'static str, Field<'static>)>);

impl Fields {
    fn push(&mut self, name: &'static str, value: Field<'static>) {
        // A field that is recorded again replaces what it was: room is for different ones.
        self.0.retain(|(found, _)| *found != name);
        push(&mut self.0, name, value);
    }
}

/// Reads fields.
struct Reader<'a> {
    fields: Fields,
    bridge: &'a Bridge,
}

impl Visit for Reader<'_> {
    fn record_bool(&mut self, field: &Name, value: bool) {
        self.fields.push(field.name(), value.into());
    }

    fn record_i64(&mut self, field: &Name, value: i64) {
        self.fields.push(field.name(), value.into());
    }

    fn record_u64(&mut self, field: &Name, value: u64) {
        self.fields.push(field.name(), value.into());
    }

    fn record_f64(&mut self, field: &Name, value: f64) {
        self.fields.push(field.name(), value.into());
    }

    fn record_str(&mut self, field: &Name, value: &str) {
        if value.len() <= MOST_TEXT_BYTES {
            self.fields.push(field.name(), value.to_owned().into());
        }
    }

    /// `%value` and `?value` come here: the application's code.
    fn record_debug(&mut self, field: &Name, value: &dyn fmt::Debug) {
        let mut text = Bounded(String::new());
        match catch_unwind(AssertUnwindSafe(|| write!(text, "{value:?}"))) {
            Ok(Ok(())) => self.fields.push(field.name(), text.0.into()),
            Ok(Err(_)) => {}
            Err(_) => _ = self.bridge.count_panic(),
        }
    }
}

/// Text that ends its writer where it gets too long.
struct Bounded(String);

impl Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.0.len() + text.len() > MOST_TEXT_BYTES {
            return Err(fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}
