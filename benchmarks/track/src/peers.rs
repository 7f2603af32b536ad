//! The peers, each set up as its own documentation has it, with the same seven values and a queue as
//! long as ours.

mod metrique;
mod opentelemetry;
mod posthog;
mod sentry;
mod to_writer;
mod tracing;

pub use metrique::{Metrique, MetriqueAny};
pub use opentelemetry::OpenTelemetry;
pub use posthog::PostHog;
pub use sentry::Sentry;
pub use to_writer::ToWriter;
pub use tracing::Tracing;
