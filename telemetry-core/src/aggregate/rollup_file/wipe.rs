//! What a refusal removes.

use std::fs::File;
use std::io::{self, Read};
use std::time::Duration;

use super::{HEAD, LOCK, PREFIX, lock};
use crate::state_folder::StateFolder;

/// How long a refusal waits for another process: its caller waits, too.
const WIPE_PATIENCE: Duration = Duration::from_millis(200);

/// Removes the counters of all days: the user refused, and that is on disk already, so that no process
/// writes them anew. What else has such a name, of the application or of anybody, is left alone.
pub(crate) fn wipe(folder: &StateFolder) -> io::Result<()> {
    let names = folder.names(PREFIX)?;
    let names = names.iter().filter_map(|name| name.strip_suffix(LOCK));
    let locked: Vec<&str> = names.filter(|name| is_locked_by_file(folder, name)).collect();
    // Whoever holds a lock looked at the decision before it was made, and may write still.
    let locks: io::Result<Vec<File>> =
        locked.iter().map(|name| lock(folder, name, WIPE_PATIENCE)).collect();
    for name in folder.names(PREFIX)?.iter().filter(|name| is_counters(folder, name)) {
        folder.remove(name)?;
    }
    for name in locked {
        folder.remove(&format!("{name}{LOCK}"))?;
    }
    locks.map(drop)
}

/// Whether it is a file of this kind, finished or not yet in its place.
fn is_counters(folder: &StateFolder, name: &str) -> bool {
    let path = folder.path_of(name);
    let mut begin = [0; HEAD.len()];
    // Opening a pipe would wait for somebody to write.
    path.symlink_metadata().is_ok_and(|found| found.is_file())
        && File::open(path).is_ok_and(|mut file| file.read_exact(&mut begin).is_ok())
        && begin == HEAD.as_bytes()
}

/// Whether the lock beside it is one of these: of counters, or of an event that has none now.
fn is_locked_by_file(folder: &StateFolder, name: &str) -> bool {
    let path = folder.path_of(&format!("{name}{LOCK}"));
    path.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == 0)
        && (is_counters(folder, name) || !folder.holds(name) && is_of_event(name))
}

fn is_of_event(name: &str) -> bool {
    let is_of_word = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    name.strip_prefix(PREFIX)
        .is_some_and(|event| !event.is_empty() && event.bytes().all(is_of_word))
}
