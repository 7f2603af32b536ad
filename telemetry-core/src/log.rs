//! The log of what leaves, for users who want to watch: `<APP>_TELEMETRY_LOG=1`.

use std::fmt;
use std::io::{self, Write};

use crate::environment::Environment;
use crate::gate;

/// Writes to standard error. Not to a file: no event is ever on disk.
pub(crate) struct Log(());

impl Log {
    /// The log, if the variable asks for it: any value does but an empty one and the words for no.
    pub(crate) fn new(app: &str, environment: &dyn Environment) -> Option<Self> {
        let wish = environment.variable(&gate::log_variable(app))?;
        gate::is_set(&wish).then_some(Self(()))
    }

    /// Writes a line; where nobody reads it, nothing is lost.
    pub(crate) fn line(&self, line: impl fmt::Display) {
        writeln!(io::stderr(), "{line}").unwrap_or_default();
    }
}
