//! An environment that a test makes up.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::environment::Environment;

/// An environment that holds just what a test puts into it.
#[derive(Clone, Debug, Default)]
pub struct FixedEnvironment {
    variables: BTreeMap<String, OsString>,
    program: Option<PathBuf>,
    host_name: Option<String>,
}

impl FixedEnvironment {
    /// An empty environment of an unknown program.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more variable.
    pub fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.insert(name.to_owned(), value.as_ref().to_owned());
        self
    }

    /// The same for a program at that path.
    pub fn with_program(mut self, program: impl Into<PathBuf>) -> Self {
        self.program = Some(program.into());
        self
    }

    /// The same on a machine of that name.
    pub fn with_host_name(mut self, name: &str) -> Self {
        self.host_name = Some(name.to_owned());
        self
    }
}

impl Environment for FixedEnvironment {
    fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).cloned()
    }

    fn program(&self) -> Option<PathBuf> {
        self.program.clone()
    }

    fn host_name(&self) -> Option<String> {
        self.host_name.clone()
    }
}
