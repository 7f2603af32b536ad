//! The salts of pseudonyms that do not name a text as theirs.

use std::io;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use uuid::Uuid;

use crate::id_file;
use crate::state_folder::StateFolder;

/// The file of the install's salt in the state folder: a random UUID that is never sent, so that who
/// receives pseudonyms has nothing to test guesses with.
const FILE: &str = "salt";

/// The application's salt, and the one of this install.
pub(crate) struct Salts {
    application: &'static str,
    /// `None` where there is no state folder: the salt of the install is then one of the process.
    file: Option<PathBuf>,
    install: RwLock<Uuid>,
}

impl Salts {
    /// The salt in the file, or one that the file can be created with: nothing is written.
    pub(crate) fn new(application: &'static str, folder: Option<&StateFolder>) -> Self {
        let file = folder.map(|folder| folder.path_of(FILE));
        let install = file.as_deref().map_or_else(Uuid::new_v4, id_file::candidate);
        Self { application, file, install: RwLock::new(install) }
    }

    pub(crate) fn of_application(&self) -> &'static str {
        self.application
    }

    pub(crate) fn of_install(&self) -> String {
        self.install.read().unwrap_or_else(PoisonError::into_inner).simple().to_string()
    }

    /// Creates the file, now that the user lets something be sent; or takes up what another process has
    /// created since.
    pub(crate) fn keep(&self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let candidate = *self.install.read().unwrap_or_else(PoisonError::into_inner);
        self.set(id_file::load_or_create(file, candidate)?);
        Ok(())
    }

    /// Replaces the salt of the install: what comes has pseudonyms of its own.
    pub(crate) fn reset(&self) -> io::Result<()> {
        let salt = Uuid::new_v4();
        self.set(salt);
        self.file.as_deref().map_or(Ok(()), |file| id_file::reset(file, salt))
    }

    fn set(&self, install: Uuid) {
        *self.install.write().unwrap_or_else(PoisonError::into_inner) = install;
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn with_folder(test: impl FnOnce(&StateFolder)) {
        id_file::with_path(|path| test(&StateFolder::new(path.to_owned())));
    }

    #[test]
    fn nothing_is_written_before_it_may_be() {
        with_folder(|folder| {
            let salts = Salts::new("app", Some(folder));
            let before = salts.of_install();
            assert!(!folder.path_of(FILE).exists());
            salts.keep().unwrap();
            assert_eq!(salts.of_install(), before);
            assert_eq!(Salts::new("app", Some(folder)).of_install(), before);
        });
    }

    #[test]
    fn racing_first_uses_agree() {
        with_folder(|folder| {
            let salts: Vec<String> = thread::scope(|scope| {
                let racer = || {
                    let salts = Salts::new("app", Some(folder));
                    salts.keep().unwrap();
                    salts.of_install()
                };
                let racers: Vec<_> = (0..16).map(|_| scope.spawn(racer)).collect();
                racers.into_iter().map(|racer| racer.join().unwrap()).collect()
            });
            assert!(salts.iter().all(|salt| *salt == salts[0]), "{salts:?}");
        });
    }

    #[test]
    fn a_reset_outlasts_the_process() {
        with_folder(|folder| {
            let salts = Salts::new("app", Some(folder));
            salts.keep().unwrap();
            let before = salts.of_install();
            salts.reset().unwrap();
            assert_ne!(salts.of_install(), before);
            assert_eq!(Salts::new("app", Some(folder)).of_install(), salts.of_install());
        });
    }

    #[test]
    fn without_a_folder_each_process_has_its_own() {
        let salts = [Salts::new("app", None), Salts::new("app", None)];
        salts.iter().for_each(|salts| salts.keep().unwrap());
        assert_ne!(salts[0].of_install(), salts[1].of_install());
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_can_read_it() {
        use std::os::unix::fs::PermissionsExt;

        with_folder(|folder| {
            Salts::new("app", Some(folder)).keep().unwrap();
            let mode = folder.path_of(FILE).metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        });
    }
}
