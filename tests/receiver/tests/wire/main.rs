//! The receiver as a client sees it: every test here goes through a socket.

mod application_insights;
mod aptabase;
mod client;
mod ending;
mod faults;
mod http;
mod otlp;
mod posthog;
mod tls;
