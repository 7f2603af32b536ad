//! The salts of pseudonyms that do not name a text as theirs.

use crate::kept_id::KeptId;
use crate::state_folder::StateFolder;

/// The file of the install's salt in the state folder: a random UUID that is never sent, so that who
/// receives pseudonyms has nothing to test guesses with.
const FILE: &str = "salt";

/// The application's salt, and the one of this install, which is one of the process where there is no
/// state folder.
pub(crate) struct Salts {
    application: &'static str,
    pub(crate) install: KeptId,
}

impl Salts {
    pub(crate) fn new(application: &'static str, folder: Option<&StateFolder>) -> Self {
        Self { application, install: KeptId::new(folder.map(|folder| folder.path_of(FILE))) }
    }

    pub(crate) fn of_application(&self) -> &'static str {
        self.application
    }

    pub(crate) fn of_install(&self) -> String {
        self.install.get().simple().to_string()
    }
}
