//! A random id that lasts longer than the process, if the user lets it.

use std::io;
#[cfg(feature = "clap")]
use std::path::Path;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use uuid::Uuid;

use crate::id_file;

/// A random UUID and the file that it is kept in.
pub(crate) struct KeptId {
    /// `None` where there is no place to keep it: it lasts as long as the process.
    file: Option<PathBuf>,
    known: RwLock<Known>,
}

#[derive(Clone, Copy)]
struct Known {
    id: Uuid,
    /// Whether it stays what it is, or is what the file will be created with.
    is_settled: bool,
}

impl KeptId {
    /// The UUID in the file, or one that the file can be created with: nothing is written.
    pub(crate) fn new(file: Option<PathBuf>) -> Self {
        let id = file.as_deref().map_or_else(Uuid::new_v4, id_file::candidate);
        Self { file, known: RwLock::new(Known { id, is_settled: false }) }
    }

    #[cfg(feature = "clap")]
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    pub(crate) fn get(&self) -> Uuid {
        self.known().id
    }

    /// Creates the file, now that the user lets something be sent; or takes up what another process has
    /// created since. Where the file cannot be used, the id is another one until the process ends.
    ///
    /// Whoever calls this or [`reset`](Self::reset) sees to it that nobody else does.
    pub(crate) fn keep(&self) -> io::Result<()> {
        let Known { id, is_settled } = self.known();
        let Some(file) = self.file.as_deref().filter(|_| !is_settled) else { return Ok(()) };
        let kept = id_file::load_or_create(file, id);
        self.set(Known { id: *kept.as_ref().unwrap_or(&id), is_settled: true });
        kept.map(drop)
    }

    /// Replaces the id: what comes is not joined to what was. A file that is not there is not created: it
    /// comes with the first event that may be sent.
    pub(crate) fn reset(&self) -> io::Result<()> {
        let id = Uuid::new_v4();
        let reset = self.file.as_deref().map_or(Ok(()), |file| id_file::reset(file, id));
        self.set(Known { id, is_settled: reset.is_err() });
        reset
    }

    fn known(&self) -> Known {
        *self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, known: Known) {
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{fs, thread};

    use super::*;
    use crate::id_file::with_path;

    fn kept_in(path: &Path) -> KeptId {
        KeptId::new(Some(path.to_owned()))
    }

    #[test]
    fn nothing_is_written_before_it_may_be() {
        with_path(|path| {
            let id = kept_in(path);
            let before = id.get();
            assert!(!path.exists());
            id.keep().unwrap();
            assert_eq!(id.get(), before);
            assert_eq!(kept_in(path).get(), before);
        });
    }

    #[test]
    fn racing_first_uses_agree() {
        with_path(|path| {
            let ids: Vec<Uuid> = thread::scope(|scope| {
                let racer = || {
                    let id = kept_in(path);
                    id.keep().unwrap();
                    id.get()
                };
                let racers: Vec<_> = (0..16).map(|_| scope.spawn(racer)).collect();
                racers.into_iter().map(|racer| racer.join().unwrap()).collect()
            });
            assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        });
    }

    #[test]
    fn a_reset_outlasts_the_process() {
        with_path(|path| {
            let id = kept_in(path);
            id.keep().unwrap();
            let before = id.get();
            id.reset().unwrap();
            assert_ne!(id.get(), before);
            assert_eq!(kept_in(path).get(), id.get());
        });
    }

    #[test]
    fn without_a_file_each_process_has_its_own() {
        let ids = [KeptId::new(None), KeptId::new(None)];
        ids.iter().for_each(|id| id.keep().unwrap());
        assert_ne!(ids[0].get(), ids[1].get());
    }

    #[test]
    fn a_reset_that_cannot_be_written_lasts_as_long_as_the_process() {
        with_path(|path| {
            kept_in(path).keep().unwrap();
            let id = kept_in(path);
            let before = id.get();
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
            assert!(id.reset().is_err());
            let after = id.get();
            assert_ne!(after, before);
            fs::remove_dir(path).unwrap();
            fs::write(path, before.to_string()).unwrap();
            id.keep().unwrap();
            assert_eq!(id.get(), after);
        });
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_can_read_it() {
        use std::os::unix::fs::PermissionsExt;

        with_path(|path| {
            kept_in(path).keep().unwrap();
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        });
    }
}
