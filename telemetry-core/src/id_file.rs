//! A file that holds one UUID: created once, whoever comes first, and never half-written.

use std::path::Path;
use std::{fs, io};

use uuid::Uuid;
use uuid::fmt::Hyphenated;

use crate::state_folder::{self, MAX_FILE_BYTES};

/// The UUID in the file, or one that the file could be created with: nothing is written.
pub(crate) fn candidate(path: &Path) -> Uuid {
    match read(path) {
        Ok(Content::Id(id)) => id,
        Ok(Content::Missing | Content::Damaged) | Err(_) => Uuid::new_v4(),
    }
}

/// Replaces the UUID. A file that is not there is not created.
pub(crate) fn reset(path: &Path, id: Uuid) -> io::Result<()> {
    let reset = match read(path) {
        Ok(Content::Missing) => Ok(()),
        Ok(Content::Id(_) | Content::Damaged) => write(path, id).map(drop),
        Err(error) => Err(error),
    };
    reset.map_err(state_folder::with_path(path))
}

/// How often a race for the file is run again: each process that wins ends it for all others.
const ROUNDS: usize = 8;

/// The UUID in the file; it is created with the `candidate` where there is none, and replaced by it
/// where it is damaged.
pub(crate) fn load_or_create(path: &Path, candidate: Uuid) -> io::Result<Uuid> {
    settle(path, candidate).map_err(state_folder::with_path(path))
}

fn settle(path: &Path, candidate: Uuid) -> io::Result<Uuid> {
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
    Err(io::Error::new(io::ErrorKind::WouldBlock, "other processes keep changing it"))
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
            return Err(state_folder::not_plain());
        }
        Ok(found) if found.len() > MAX_FILE_BYTES => return Ok(Content::Damaged),
        Ok(_) => {}
    }
    let text = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Missing),
        read => read?,
    };
    let text = std::str::from_utf8(&text).unwrap_or_default().trim();
    match Uuid::parse_str(text) {
        Ok(id) if text.len() == Hyphenated::LENGTH && !id.is_nil() => Ok(Content::Id(id)),
        // It may be the machine's own id, which every application can read: not ours to send or to
        // replace.
        Ok(id) if !id.is_nil() => {
            Err(io::Error::new(io::ErrorKind::InvalidData, "it holds an id of another form"))
        }
        _ => Ok(Content::Damaged),
    }
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
pub(crate) use tests::with_path;

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// A path in a folder of the test's own, which is removed at the end.
    pub(crate) fn with_path(test: impl FnOnce(&Path)) {
        let folder = std::env::temp_dir().join(format!("telemetry-{}", Uuid::new_v4()));
        test(&folder.join("state").join("anon_id"));
        fs::remove_dir_all(folder).unwrap_or_default();
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
    fn an_id_of_another_form_is_neither_used_nor_replaced() {
        let id = Uuid::new_v4();
        for foreign in [id.simple().to_string(), id.braced().to_string(), id.urn().to_string()] {
            with_path(|path| {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, format!("{foreign}\n")).unwrap();
                assert!(load_or_create(path, Uuid::new_v4()).is_err(), "{foreign}");
                assert!(reset(path, Uuid::new_v4()).is_err(), "{foreign}");
                assert_eq!(fs::read_to_string(path).unwrap(), format!("{foreign}\n"));
            });
        }
        for own in [id.to_string(), id.to_string().to_uppercase()] {
            with_path(|path| {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, format!("{own}\n")).unwrap();
                assert_eq!(load_or_create(path, Uuid::new_v4()).unwrap(), id, "{own}");
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
}
