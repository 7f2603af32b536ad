//! What tests need: a clock and an environment that are set by hand, and the check that a committed
//! catalogue is current.

mod clock;
mod document;
mod environment;

pub use clock::ManualClock;
pub use document::assert_document_is_current;
pub use environment::FixedEnvironment;
