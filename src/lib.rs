#![doc = include_str!("../README.md")]

/// Events of a whole session or day, in place of one for each thing that happens in it.
///
/// ```
/// use std::time::Duration;
///
/// use telemetry::aggregate::*;
/// use telemetry::{Aptabase, Telemetry, TelemetryEvent, catalog};
///
/// /// A chat came to its end.
/// #[derive(TelemetryEvent)]
/// #[event(aggregate(needs = turn_count))]
/// struct ChatEnded {
///     /// Turns of the user.
///     turn_count: Count,
///     /// Tokens that came out of models.
///     tokens_out: Sum,
///     /// How long answers took: sent as `latency_ms_p50` and `latency_ms_p95`.
///     latency_ms: Quantiles,
///     /// The model that answered, if it was one.
///     #[hash]
///     model: Sole<String>,
///     /// From the first turn to the last.
///     duration_ms: Stopwatch,
/// }
///
/// /// What happened on a day, in all processes and through restarts.
/// #[derive(TelemetryEvent)]
/// #[event(once = "day")]
/// struct DaySummary {
///     /// Chats that ended.
///     chats: Count,
///     /// Tokens that came out of models.
///     tokens_out: Sum,
///     /// Different models that answered.
///     unique_models: Distinct<String>,
/// }
///
/// catalog! {
///     /// What a chat application tells.
///     struct Chats {
///         title: "Chats",
///         backends: [Aptabase],
///         events: [ChatEnded, DaySummary],
///     }
/// }
///
/// static TELEMETRY: Telemetry<Chats> = Telemetry::new();
/// static DAY: Rollup<DaySummary> = Rollup::new();
/// static CHATS: SessionAggregator<ChatEnded> = SessionAggregator::new()
///     .idle_after(Duration::from_secs(15 * 60))
///     .on_end(|chat| {
///         DAY.update(|day| {
///             day.chats += 1;
///             day.tokens_out += chat.tokens_out.get();
///         })
///     });
///
/// let _guard = TELEMETRY
///     .builder()
///     .state_folder("/var/lib/chats")
///     .sessions(&CHATS)
///     .rollup(&DAY)
///     .start(Aptabase::new(option_env!("APTABASE_KEY")))?;
///
/// // From any thread, with the application's own name for the session, which is never sent.
/// CHATS.update("chat 17", |chat| {
///     chat.turn_count += 1;
///     chat.tokens_out += 420;
///     chat.latency_ms.see(Duration::from_millis(830));
///     chat.model.see("llama3.1:8b");
/// });
/// DAY.update(|day| day.unique_models.see("llama3.1:8b"));
/// CHATS.end("chat 17");
/// # Ok::<(), telemetry::StartError>(())
/// ```
#[doc(inline)]
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
pub use telemetry_core::event::{Properties, TelemetryEvent, Tracked};
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
pub use telemetry_core::telemetry::{Guard, NoCommonProperties, Telemetry};
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
#[cfg(feature = "standard-output")]
pub use telemetry_transport::StandardOutput;
pub use telemetry_transport::UreqHttp;
#[cfg(feature = "posthog")]
pub use telemetry_transport::{Beacon, PostHog};

#[doc(hidden)]
pub use telemetry_core::__private;

/// Where something derives twice, the compiler shows these: by their names, as they are here.
#[doc(hidden)]
pub use telemetry_core::__private::{
    DerivedAggregate, DerivedDaily, DerivesTelemetryCommon, DerivesTelemetryEnum,
    DerivesTelemetryEvent,
};
