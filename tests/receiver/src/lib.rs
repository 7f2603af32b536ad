//! A loopback HTTP/1.1 server that speaks the protocols of telemetry backends as strictly as the
//! backends do, for end-to-end tests and runnable examples: Aptabase, PostHog, Azure Application
//! Insights, and OpenTelemetry logs as JSON. A request's path decides which it is.
//!
//! Its rules are those of `wire-contracts.md`: sections and limits named in this crate refer to
//! it. A request that the real server would refuse is refused here with the same status, an event
//! that it would drop in silence is dropped here too, and [`Receiver::refused`] says why. What a
//! server takes but the contract forbids is noted there as well. Every byte is kept, so that a test can assert what was *not* sent, and every [`Fault`] of a bad
//! network or a bad server can be scripted.
//!
//! ```
//! use std::io::{Read as _, Write as _};
//! use std::net::TcpStream;
//! use telemetry_receiver::{DEFAULT_KEY, Fault, Receiver};
//!
//! let receiver = Receiver::start()?;
//! receiver.next(Fault::status(503));
//!
//! let body = "[]";
//! let request = format!(
//!     "POST /api/v0/events HTTP/1.1\r\nHost: localhost\r\nApp-Key: {DEFAULT_KEY}\r\n\
//!      Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
//!     body.len(),
//! );
//! let send = || -> std::io::Result<String> {
//!     let mut stream = TcpStream::connect(receiver.address())?;
//!     stream.write_all(request.as_bytes())?;
//!     let mut answer = String::new();
//!     stream.read_to_string(&mut answer)?;
//!     Ok(answer)
//! };
//!
//! assert!(send()?.starts_with("HTTP/1.1 503 "));
//! assert!(send()?.ends_with("\r\n\r\n{}"));
//! assert_eq!(receiver.connections(), 2);
//! assert_eq!(receiver.requests()[0].status, Some(503));
//! assert!(!receiver.received_anywhere("jane.doe@example.com"));
//! # Ok::<(), std::io::Error>(())
//! ```

#![forbid(unsafe_code)]

mod answer;
mod application_insights;
mod aptabase;
mod breach;
mod circumstances;
mod connection;
mod event;
mod exchange;
mod fault;
#[cfg(test)]
mod fixture;
mod forwarding;
mod gzip;
mod hold;
mod host_name;
mod http;
mod intake;
mod journal;
mod json;
mod lifetime;
mod listener;
mod lock;
mod options;
mod otlp;
mod posthog;
mod receiver;
mod refusal;
mod request;
mod rfc3339;
mod route;
mod stream;
mod tls;
mod uuid;

pub use event::Event;
pub use fault::Fault;
pub use hold::Hold;
pub use options::{DEFAULT_INSTRUMENTATION_KEY, DEFAULT_KEY, DEFAULT_PROJECT_KEY, Options};
pub use receiver::Receiver;
pub use refusal::{Consequence, Refusal};
pub use request::Request;
pub use route::Backend;
