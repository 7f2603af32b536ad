//! What tests need: a clock and an environment that are set by hand, the check that a committed catalogue
//! is current, and what an event would send.

mod clock;
mod document;
mod environment;
mod sent;

pub use clock::ManualClock;
pub use document::assert_document_is_current;
pub use environment::FixedEnvironment;
pub use sent::{Sent, sent};
