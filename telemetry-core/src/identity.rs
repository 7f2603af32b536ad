//! Who an install is on the wire: nobody, a random id, or one that changes with each period.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::kept_id::KeptId;

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

    /// What is known of this install: nothing is written.
    pub(crate) fn install(&self) -> Option<Install> {
        let period = match self {
            Self::None | Self::PerInstall { .. } => None,
            Self::Rotating { period, .. } => Some(*period),
        };
        self.file().map(|file| Install { id: KeptId::new(Some(file.to_owned())), period })
    }
}

/// An install that has an identity.
pub(crate) struct Install {
    pub(crate) id: KeptId,
    /// How long an id on the wire lasts, unless it is the one in the file.
    period: Option<Duration>,
}

impl Install {
    /// The id of events that are sent at that time, in milliseconds since 1970.
    pub(crate) fn at(&self, now: u64) -> Uuid {
        let kept = self.id.get();
        let Some(period) = self.period else { return kept };
        let number = u128::from(now) / period.as_millis().max(1);
        let digest: [u8; 32] = Sha256::new()
            .chain_update(kept.as_bytes())
            .chain_update(number.to_be_bytes())
            .finalize()
            .into();
        let (start, _) = digest.split_at(size_of::<Uuid>());
        uuid::Builder::from_random_bytes(start.try_into().unwrap_or_default()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::id_file::with_path;

    #[test]
    fn the_id_is_the_one_in_the_file() {
        with_path(|path| {
            let install = Identity::per_install(path).install().unwrap();
            install.id.keep().unwrap();
            let first = install.at(0);
            assert_eq!(first.get_version_num(), 4);
            assert_eq!(install.at(u64::MAX), first);
            assert_eq!(fs::read_to_string(path).unwrap(), format!("{first}\n"));
            let folder = fs::read_dir(path.parent().unwrap()).unwrap();
            assert_eq!(folder.count(), 1, "nothing else is left");
        });
    }

    #[test]
    fn a_rotating_id_lasts_for_its_period() {
        let install = || Identity::rotating("unused").install().unwrap();
        let (one, other) = (install(), install());
        let period = PERIOD.as_millis() as u64;
        let first = one.at(10 * period);
        assert_eq!(one.at(11 * period - 1), first);
        assert_ne!(one.at(11 * period), first);
        assert_ne!(one.id.get(), first);
        assert_ne!(other.at(10 * period), first);
        assert_eq!(first.get_version_num(), 4);
    }
}
