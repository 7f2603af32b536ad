//! The counters of the days that are not sent yet, in a file that processes add to in turn.
//!
//! ```text
//! rollup 1 <fingerprint of the event's declaration>
//! key <what the fingerprints of texts were hashed with>
//! sent <the last day that was sent, since 1970>
//! day <day> <counters>
//! sum <fingerprint of the lines above>
//! ```
//! Numbers are hexadecimal, but for the days. It is replaced as a whole, under the lock of a file beside
//! it.

mod content;
mod wipe;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{File, TryLockError};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use self::content::{Content, restore};
use super::saved::digest;
use super::{Daily, Start};
use crate::consent::{self, Consent};
use crate::schema::EventSchema;
use crate::state_folder::{StateFolder, with_path};

pub(crate) use self::wipe::wipe;

/// The most that is read of the file: far more than any event of a usual size needs.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// How long another process has between two tries to get its lock. Real time, like all the waiting here:
/// what is waited for is another process.
const PAUSE: Duration = Duration::from_millis(5);

/// What the names of all files of this kind begin with.
const PREFIX: &str = "rollup-";

const LOCK: &str = ".lock";

/// What the content of all files of this kind begins with.
const HEAD: &str = "rollup 1 ";

pub(super) struct RollupFile {
    folder: StateFolder,
    name: String,
    declaration: u64,
}

/// What came of an exchange with the file.
pub(super) struct Exchanged<E> {
    /// The days that are over and not in the file any more.
    pub(super) over: Vec<E>,
    /// What could not be read, and is lost.
    pub(super) damaged: u64,
    /// Held until what was taken out is on its way: whoever ends telemetry waits for that.
    _lock: Option<File>,
}

impl RollupFile {
    pub(super) fn new(folder: StateFolder, event: &EventSchema) -> Self {
        Self { folder, name: format!("{PREFIX}{}", event.name), declaration: declaration(event) }
    }

    /// Adds what was seen on some days to the file, and takes out those before `today`. On an error the
    /// file is as before, and nothing is lost.
    pub(super) fn exchange<E: Daily>(
        &self,
        unsaved: &mut BTreeMap<u64, E>,
        start: &Start,
        today: u64,
        patience: Duration,
    ) -> io::Result<Exchanged<E>> {
        let nothing = Exchanged { over: Vec::new(), damaged: 0, _lock: None };
        if unsaved.is_empty() && !self.folder.holds(&self.name) {
            return Ok(nothing);
        }
        let lock = lock(&self.folder, &self.name, patience)?;
        // The user may have refused in another process.
        if consent::load(&self.folder)? == Consent::Denied {
            return Ok(nothing);
        }
        let (mut content, damaged) = self.read()?;
        let mut exchanged = Exchanged { damaged, _lock: Some(lock), ..nothing };
        exchanged.damaged += u64::from(!content.correct::<E>(today, start));
        let mut is_changed = exchanged.damaged > 0 || !unsaved.is_empty();
        // What comes too late for its day belongs to the next.
        let unsent_from = content.sent.map_or(0, |sent| sent.saturating_add(1));
        let unsaved = unsaved.iter_mut().map(|(day, seen)| ((*day).max(unsent_from), seen));
        let (past, present): (Vec<_>, Vec<_>) = unsaved.partition(|(day, _)| *day < today);
        exchanged.damaged += content.add_days(past, start);
        while let Some(first) = content.days.first_entry()
            && *first.key() < today
        {
            let (day, bytes) = first.remove_entry();
            content.sent = content.sent.max(Some(day));
            match restore(&bytes, start) {
                Some(over) => exchanged.over.push(over),
                None => exchanged.damaged += 1,
            }
            is_changed = true;
        }
        if content.days.is_empty() {
            // Fingerprints of texts of one day cannot be compared with those of a day that was sent.
            content.key = Content::new().key;
        }
        exchanged.damaged += content.add_days(present, start);
        if is_changed {
            self.folder.replace(&self.name, &content.text(self.declaration))?;
        }
        Ok(exchanged)
    }

    /// The content, and how many files were damaged: one, or none.
    fn read(&self) -> io::Result<(Content, u64)> {
        let content = match self.folder.read_up_to(&self.name, MOST_BYTES) {
            Ok(None) => return Ok((Content::new(), 0)),
            Ok(Some(text)) => Content::parse(&text, self.declaration),
            // Not text.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => None,
            Err(error) => return Err(error),
        };
        Ok(content.map_or_else(|| (Content::new(), 1), |content| (content, 0)))
    }
}

/// Locks a file beside the counters, for as long as it is open.
fn lock(folder: &StateFolder, name: &str, patience: Duration) -> io::Result<File> {
    let file = folder.open_to_lock(&format!("{name}{LOCK}"))?;
    let begin = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begin.elapsed() < patience => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                let problem = "another process holds its lock";
                let error = io::Error::new(io::ErrorKind::WouldBlock, problem);
                return Err(with_path(&folder.path_of(name))(error));
            }
            Err(TryLockError::Error(error)) => {
                return Err(with_path(&folder.path_of(name))(error));
            }
        }
    }
}

/// What tells one declaration of an event from another, of which the counters mean something else.
fn declaration(event: &EventSchema) -> u64 {
    let mut text = event.name.to_owned();
    for property in event.properties {
        let shape = &property.shape;
        // Writing to memory cannot fail.
        let _ = write!(text, "\n{} {:?}", property.key, property.treatment);
        let _ = write!(text, " {} {}", shape.kind.name(), shape.labels.join(" "));
    }
    digest([], &text)
}
