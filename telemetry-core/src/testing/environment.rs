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
}

impl Environment for FixedEnvironment {
    fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).cloned()
    }

    fn program(&self) -> Option<PathBuf> {
        self.program.clone()
    }
}
