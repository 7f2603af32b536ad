//! The transports of `telemetry-events`: what turns batches into a backend's requests and its
//! answers into outcomes, and the HTTP client that carries them. Applications use the facade,
//! `telemetry-events`.

pub mod aptabase;
mod endpoint;
mod properties;
mod retry_after;
pub mod ureq_http;

pub use aptabase::Aptabase;
pub use ureq_http::UreqHttp;
