//! Who an install is on the wire: nobody, a random id, or one that changes with each period.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::state_folder::{self, MAX_FILE_BYTES};

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
        self.file().map(|file| match read(file) {
            Ok(Content::Id(id)) => id,
            Ok(Content::Missing | Content::Damaged) | Err(_) => Uuid::new_v4(),
        })
    }

    /// The UUID in the file; it is created with the `candidate` where there is none, and replaced by it
    /// where it is damaged.
    pub(crate) fn load(&self, candidate: Uuid) -> io::Result<Option<Uuid>> {
        self.file().map(|file| load_or_create(file, candidate)).transpose()
    }

    /// Replaces the UUID in the file: what comes is not joined to what was. A file that is not there
    /// is not created: it comes with the first event that may be sent.
    pub(crate) fn reset(&self, id: Uuid) -> io::Result<()> {
        match self.file() {
            Some(file) if !matches!(read(file)?, Content::Missing) => write(file, id).map(drop),
            _ => Ok(()),
        }
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

/// How often a race for the file is run again: each process that wins ends it for all others.
const ROUNDS: usize = 8;

fn load_or_create(path: &Path, candidate: Uuid) -> io::Result<Uuid> {
    for _ in 0..ROUNDS {
        match read(path)? {
            Content::Id(id) => return Ok(id),
            Content::Missing => {
                if let Some(id) = create(path, candidate)? {
                    return Ok(id);
                }
            }
            Content::Damaged => {
                if let Some(id) = repair(path, candidate)? {
                    return Ok(id);
                }
            }
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, "other processes keep changing the id file"))
}

enum Content {
    Id(Uuid),
    Missing,
    Damaged,
}

fn read(path: &Path) -> io::Result<Content> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Missing),
        Err(error) => return Err(error),
        // What stands behind a link or a device is not ours to read or to write.
        Ok(found) if !found.is_file() => {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the id file is not a plain file",
            ));
        }
        Ok(found) if found.len() > MAX_FILE_BYTES => return Ok(Content::Damaged),
        Ok(_) => {}
    }
    let text = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Missing),
        read => read?,
    };
    let id = std::str::from_utf8(&text).ok().and_then(|text| Uuid::parse_str(text.trim()).ok());
    Ok(id.filter(|id| !id.is_nil()).map_or(Content::Damaged, Content::Id))
}

/// Creates the file with its content at once; `None` where somebody else was faster.
fn create(path: &Path, id: Uuid) -> io::Result<Option<Uuid>> {
    let written = state_folder::write_aside(path, &text(id))?;
    let linked = fs::hard_link(&written, path);
    fs::remove_file(&written)?;
    match linked {
        Ok(()) => Ok(Some(id)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        // A file system without links: the file may be seen before its content.
        Err(_) => state_folder::write_new(path, &text(id)).map(|()| Some(id)),
    }
}

/// Replaces a damaged file; `None` where somebody else was faster. The lock on the damaged file
/// makes all who found it damaged agree on one of them.
fn repair(path: &Path, id: Uuid) -> io::Result<Option<Uuid>> {
    let damaged = match fs::File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    damaged.lock()?;
    match read(path)? {
        Content::Damaged => write(path, id).map(Some),
        Content::Id(_) | Content::Missing => Ok(None),
    }
}

/// Replaces the file as a whole.
fn write(path: &Path, id: Uuid) -> io::Result<Uuid> {
    state_folder::replace(path, &text(id))?;
    Ok(id)
}

fn text(id: Uuid) -> String {
    format!("{id}\n")
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// A path in a folder of the test's own, which is removed at the end.
    fn with_path(test: impl FnOnce(&Path)) {
        let folder = std::env::temp_dir().join(format!("telemetry-{}", Uuid::new_v4()));
        test(&folder.join("state").join("anon_id"));
        fs::remove_dir_all(folder).unwrap_or_default();
    }

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
    fn a_damaged_file_is_replaced() {
        for damage in [
            &b""[..],
            b"\n",
            b"not an id",
            b"\xff\xfe",
            &[b'a'; 10_000],
            b"00000000-0000-0000-0000-000000000000",
        ] {
            with_path(|path| {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, damage).unwrap();
                let id = load_or_create(path, Uuid::new_v4()).unwrap();
                assert_eq!(load_or_create(path, Uuid::new_v4()).unwrap(), id);
            });
        }
    }

    #[test]
    fn racing_threads_agree_on_a_missing_and_on_a_damaged_file() {
        for damage in [None, Some("damaged")] {
            with_path(|path| {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                if let Some(damage) = damage {
                    fs::write(path, damage).unwrap();
                }
                let ids: Vec<Uuid> = thread::scope(|scope| {
                    let racers: Vec<_> = (0..16)
                        .map(|_| scope.spawn(|| load_or_create(path, Uuid::new_v4()).unwrap()))
                        .collect();
                    racers.into_iter().map(|racer| racer.join().unwrap()).collect()
                });
                assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
            });
        }
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

    #[cfg(unix)]
    #[test]
    fn what_is_not_a_plain_file_is_left_alone() {
        with_path(|path| {
            fs::create_dir_all(path).unwrap();
            assert!(load_or_create(path, Uuid::new_v4()).is_err());
            let link = path.join("link");
            std::os::unix::fs::symlink(path.join("elsewhere"), &link).unwrap();
            assert!(load_or_create(&link, Uuid::new_v4()).is_err());
            assert!(!path.join("elsewhere").exists());
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
