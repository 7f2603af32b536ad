//! What accumulators are begun with.

use std::sync::Arc;

use crate::client::Client;
use crate::clock::Clock;
use crate::event::TelemetryEvent;
use crate::field::{Hash, Salts};
use crate::schema::{Property, Treatment};

/// Telemetry's clock and salts, and the declaration of the event that is begun.
#[derive(Clone)]
pub struct Start {
    pub(super) clock: Arc<dyn Clock>,
    pub(super) salts: Arc<Salts>,
    pub(super) properties: &'static [Property],
}

impl Start {
    pub(crate) fn of<E: TelemetryEvent>(client: &Client) -> Self {
        Self {
            clock: Arc::clone(&client.settings.clock),
            salts: Arc::clone(&client.settings.context.salts),
            properties: const { E::SCHEMA.properties },
        }
    }

    /// How the text of a property becomes a pseudonym.
    pub(super) fn hash(&self, property: u8) -> Option<Hash> {
        match self.properties.get(usize::from(property))?.treatment {
            Treatment::Pseudonym(hash) => Some(hash),
            _ => None,
        }
    }
}
