#![doc = include_str!("../README.md")]

pub use telemetry_core::aggregate;
#[cfg(feature = "arguments")]
pub use telemetry_core::arguments;
pub use telemetry_core::before_send::Outgoing;
pub use telemetry_core::bridge::{Bridge, Signal};
pub use telemetry_core::builder::{
    Builder, CAPACITY, EXIT_DEADLINE, FLUSH_EVERY, StartError, WAITING_CAPACITY,
};
pub use telemetry_core::catalog::{
    App, Backend, Catalog, CatalogSchema, CheckedFor, Limits, Listed,
};
pub use telemetry_core::classify::{Classifier, classify};
#[cfg(feature = "clap")]
pub use telemetry_core::commands::{CommandError, TelemetryCommand};
pub use telemetry_core::consent::{Consent, ConsentPolicy};
pub use telemetry_core::detect::Rule;
pub use telemetry_core::event::{Properties, TelemetryEvent};
pub use telemetry_core::gate::OffReason;
pub use telemetry_core::identity::Identity;
pub use telemetry_core::label::TelemetryEnum;
pub use telemetry_core::losses::Losses;
pub use telemetry_core::machine::Machine;
pub use telemetry_core::preview::Preview;
pub use telemetry_core::queue::Overflow;
pub use telemetry_core::retry::RetryPolicy;
pub use telemetry_core::set::Set;
#[cfg(feature = "sql")]
pub use telemetry_core::sql;
pub use telemetry_core::status::{Counts, DropReason, Dropped, Gathered, Place, State, Status};
pub use telemetry_core::telemetry::{Guard, Telemetry};
pub use telemetry_core::{
    bridge, clock, configuration, encoding, environment, field, schema, session, testing, transport,
};
pub use telemetry_core::{filter, scrub};
pub use telemetry_macros::{TelemetryCommon, TelemetryEnum, TelemetryEvent, catalog};
#[cfg(feature = "application-insights")]
pub use telemetry_transport::ApplicationInsights;
#[cfg(feature = "aptabase")]
pub use telemetry_transport::Aptabase;
#[cfg(feature = "otlp")]
pub use telemetry_transport::Otlp;
pub use telemetry_transport::UreqHttp;
#[cfg(feature = "posthog")]
pub use telemetry_transport::{Beacon, PostHog};

#[doc(hidden)]
pub use telemetry_core::__private;
