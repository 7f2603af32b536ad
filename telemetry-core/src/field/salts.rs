//! The salts of pseudonyms that do not name a text as theirs.

use std::sync::{PoisonError, RwLock};

use uuid::Uuid;

use crate::identity::Identity;

/// The application's salt, and the one of this install.
///
/// The install's is the UUID in its id file, read when telemetry starts. While there is no file, it is
/// a UUID in memory, and that is the one that the file is created with: a pseudonym made before the
/// user agreed is the same as one made after, and nothing was written for it.
pub(crate) struct Salts {
    application: &'static str,
    /// `None` where installs have no identity.
    install: RwLock<Option<Uuid>>,
}

impl Salts {
    pub(crate) fn new(application: &'static str, identity: &Identity) -> Self {
        Self { application, install: RwLock::new(identity.candidate()) }
    }

    pub(crate) fn of_application(&self) -> &'static str {
        self.application
    }

    pub(crate) fn of_install(&self) -> Option<String> {
        self.install().map(|install| install.simple().to_string())
    }

    /// The UUID that the install's file has, or will be created with.
    pub(crate) fn install(&self) -> Option<Uuid> {
        *self.install.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes up what the file turned out to hold.
    pub(crate) fn take_up(&self, install: Uuid) {
        let mut current = self.install.write().unwrap_or_else(PoisonError::into_inner);
        *current = current.map(|_| install);
    }
}
