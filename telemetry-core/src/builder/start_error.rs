//! Why telemetry does not start.

use std::error::Error;
use std::fmt;

/// A mistake of the application that keeps telemetry from starting.
#[derive(Clone, PartialEq, Eq)]
pub enum StartError {
    /// `start` was called before, on the same [`Telemetry`](crate::telemetry::Telemetry).
    AlreadyStarted,
    /// The transport's key or URL is wrong; the text says which part, and what to write instead.
    Destination(String),
    /// An event may be sent once per install or once a day, and there is no folder to remember that it
    /// was.
    NoStateFolder {
        /// The event's name.
        event: &'static str,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted => {
                f.write_str("telemetry was started before: start it once, in `main`")
            }
            Self::Destination(problem) => f.write_str(problem),
            Self::NoStateFolder { event } => write!(
                f,
                "`{event}` is sent once, and there is no folder to remember that in: call `.state_folder(..)` before `.start(..)`"
            ),
        }
    }
}

/// As [`Display`](fmt::Display): it is what `main` prints of an error that it returns.
impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for StartError {}
