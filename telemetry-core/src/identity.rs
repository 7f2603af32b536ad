//! Who an install is on the wire: nobody, a random id, or one that changes with each period.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::id_file;

/// How long a rotating id lasts unless the application says otherwise.
pub const PERIOD: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What tells the events of one install from those of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// Nothing: events belong to a session and to nothing beyond it.
    #[default]
    None,
    /// A random UUID in a file, as plain text, which an install script or a front end can share. It
    /// is created when the first event may be sent, and never before.
    PerInstall {
        /// The file.
        file: PathBuf,
    },
    /// A UUID that is derived from a random one in a file, and differs from period to period: without
    /// the file nobody can tell that two periods belong together.
    Rotating {
        /// The file. Its own UUID is never sent.
        file: PathBuf,
        /// How long an id lasts.
        period: Duration,
    },
}

impl Identity {
    /// One id for as long as the file is there.
    pub fn per_install(file: impl Into<PathBuf>) -> Self {
        Self::PerInstall { file: file.into() }
    }

    /// A new id every [`PERIOD`].
    pub fn rotating(file: impl Into<PathBuf>) -> Self {
        Self::Rotating { file: file.into(), period: PERIOD }
    }

    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::None => None,
            Self::PerInstall { file } | Self::Rotating { file, .. } => Some(file),
        }
    }

    /// The UUID in the file, or one that the file could be created with: nothing is written.
    pub(crate) fn candidate(&self) -> Option<Uuid> {
        self.file().map(id_file::candidate)
    }

    /// The UUID in the file; it is created with the `candidate` where there is none, and replaced by it
    /// where it is damaged.
    pub(crate) fn load(&self, candidate: Uuid) -> io::Result<Option<Uuid>> {
        self.file().map(|file| id_file::load_or_create(file, candidate)).transpose()
    }

    /// Replaces the UUID in the file: what comes is not joined to what was. A file that is not there
    /// is not created: it comes with the first event that may be sent.
    pub(crate) fn reset(&self, id: Uuid) -> io::Result<()> {
        self.file().map_or(Ok(()), |file| id_file::reset(file, id))
    }

    /// The id of events that are sent at that time, in milliseconds since 1970.
    pub(crate) fn at(&self, stored: Uuid, now: u64) -> Uuid {
        match self {
            Self::None | Self::PerInstall { .. } => stored,
            Self::Rotating { period, .. } => {
                let number = u128::from(now) / period.as_millis().max(1);
                let digest: [u8; 32] = Sha256::new()
                    .chain_update(stored.as_bytes())
                    .chain_update(number.to_be_bytes())
                    .finalize()
                    .into();
                let (start, _) = digest.split_at(size_of::<Uuid>());
                uuid::Builder::from_random_bytes(start.try_into().unwrap_or_default()).into_uuid()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::id_file::with_path;

    #[test]
    fn the_id_is_created_once_and_kept() {
        with_path(|path| {
            let identity = Identity::per_install(path);
            let first = identity.load(Uuid::new_v4()).unwrap().unwrap();
            assert_eq!(first.get_version_num(), 4);
            assert_eq!(identity.load(Uuid::new_v4()).unwrap(), Some(first));
            assert_eq!(fs::read_to_string(path).unwrap(), format!("{first}\n"));
            assert_eq!(
                fs::read_dir(path.parent().unwrap()).unwrap().count(),
                1,
                "nothing else is left"
            );
        });
    }

    #[test]
    fn a_reset_orphans_the_past() {
        with_path(|path| {
            let identity = Identity::per_install(path);
            let first = identity.load(Uuid::new_v4()).unwrap();
            identity.reset(Uuid::new_v4()).unwrap();
            assert_ne!(identity.load(Uuid::new_v4()).unwrap(), first);
        });
    }

    #[test]
    fn a_rotating_id_lasts_for_its_period() {
        let identity = Identity::rotating("unused");
        let stored = Uuid::new_v4();
        let period = PERIOD.as_millis() as u64;
        let first = identity.at(stored, 10 * period);
        assert_eq!(identity.at(stored, 11 * period - 1), first);
        assert_ne!(identity.at(stored, 11 * period), first);
        assert_ne!(identity.at(Uuid::new_v4(), 10 * period), first);
        assert_eq!(first.get_version_num(), 4);
    }
}
