//! The transports of `telemetry-events`: what turns batches into a backend's requests and its
//! answers into outcomes, and the HTTP client that carries them. Applications use the facade,
//! `telemetry-events`.

#[cfg(feature = "application-insights")]
pub mod application_insights;
#[cfg(feature = "aptabase")]
pub mod aptabase;
#[cfg(any(feature = "application-insights", feature = "otlp", feature = "posthog"))]
mod gzip;
#[cfg(any(
    feature = "application-insights",
    feature = "aptabase",
    feature = "otlp",
    feature = "posthog",
    feature = "standard-output"
))]
#[allow(dead_code, reason = "each backend writes a part of it")]
mod json;
#[cfg(feature = "otlp")]
pub mod otlp;
#[cfg(any(
    feature = "application-insights",
    feature = "aptabase",
    feature = "otlp",
    feature = "posthog"
))]
mod per_session;
#[cfg(feature = "posthog")]
pub mod posthog;
#[cfg(any(
    feature = "application-insights",
    feature = "aptabase",
    feature = "otlp",
    feature = "posthog"
))]
mod server;
#[cfg(feature = "standard-output")]
pub mod standard_output;
pub mod ureq_http;

#[cfg(feature = "application-insights")]
pub use application_insights::ApplicationInsights;
#[cfg(feature = "aptabase")]
pub use aptabase::Aptabase;
#[cfg(feature = "otlp")]
pub use otlp::Otlp;
#[cfg(feature = "posthog")]
pub use posthog::{Beacon, PostHog};
#[cfg(feature = "standard-output")]
pub use standard_output::StandardOutput;
pub use ureq_http::UreqHttp;

/// How the library introduces itself to servers.
#[cfg(any(feature = "application-insights", feature = "otlp", feature = "posthog"))]
const USER_AGENT: &str = concat!("telemetry-events/", env!("CARGO_PKG_VERSION"));
