//! The environment of the process, passed in.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the process was started with.
pub trait Environment: Send + Sync + 'static {
    /// The value of an environment variable, which need not be UTF-8.
    fn variable(&self, name: &str) -> Option<OsString>;

    /// The path of the running program.
    fn program(&self) -> Option<PathBuf>;
}

/// The environment of this very process.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn program(&self) -> Option<PathBuf> {
        std::env::current_exe().ok()
    }
}
