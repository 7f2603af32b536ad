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

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::thread;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::rollup::MOST_DAYS;
use super::saved::{Key, digest};
use super::{Daily, Saved, Saver, Start};
use crate::consent::{self, Consent};
use crate::schema::EventSchema;
use crate::state_folder::StateFolder;

/// The most that is read of the file: far more than any event of a usual size needs.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// How long another process has between two tries to get its lock. Real time, like all the waiting here:
/// what is waited for is another process.
const PAUSE: Duration = Duration::from_millis(5);

/// How long a refusal waits for another process: its caller waits, too.
const WIPE_PATIENCE: Duration = Duration::from_millis(200);

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

/// The content of a file.
struct Content {
    key: Key,
    /// The last day that was sent.
    sent: Option<u64>,
    days: BTreeMap<u64, Vec<u8>>,
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
        let mut exchanged = Exchanged { _lock: Some(lock), ..nothing };
        let read = self.folder.read_up_to(&self.name, MOST_BYTES);
        let mut content = match read.map(|text| text.map(|text| self.parse(&text))) {
            Ok(Some(Some(content))) => content,
            Ok(None) => Content::new(),
            Ok(Some(None)) => {
                exchanged.damaged += 1;
                Content::new()
            }
            // Not text.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                exchanged.damaged += 1;
                Content::new()
            }
            Err(error) => return Err(error),
        };
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
            self.folder.replace(&self.name, &self.text(&content))?;
        }
        Ok(exchanged)
    }

    fn text(&self, content: &Content) -> String {
        let mut text = format!("{HEAD}{:016x}\nkey {}\n", self.declaration, hex(&content.key));
        // Writing to memory cannot fail.
        if let Some(sent) = content.sent {
            let _ = writeln!(text, "sent {sent}");
        }
        for (day, bytes) in &content.days {
            let _ = writeln!(text, "day {day} {}", hex(bytes));
        }
        let _ = writeln!(text, "sum {:016x}", digest([], &text));
        text
    }

    /// `None` for what another version of the event, or nobody, has written.
    fn parse(&self, text: &str) -> Option<Content> {
        let (lines, sum) = text.strip_suffix('\n')?.rsplit_once("\nsum ")?;
        if u64::from_str_radix(sum, 16).ok()? != digest([], format!("{lines}\n")) {
            return None;
        }
        let mut lines = lines.lines();
        if lines.next()? != format!("{HEAD}{:016x}", self.declaration) {
            return None;
        }
        let mut content = Content::new();
        for line in lines {
            match line.split_once(' ')? {
                ("key", key) => content.key = unhex(key)?.try_into().ok()?,
                ("sent", day) => content.sent = Some(day.parse().ok()?),
                ("day", day) => {
                    let (day, bytes) = day.split_once(' ')?;
                    content.days.insert(day.parse().ok()?, unhex(bytes)?);
                }
                _ => return None,
            }
        }
        Some(content)
    }
}

impl Content {
    fn new() -> Self {
        Self { key: *Uuid::new_v4().as_bytes(), sent: None, days: BTreeMap::new() }
    }

    /// A clock that was ahead for a while must not keep days from being sent until that time has come;
    /// `false` where such a day is damaged.
    fn correct<E: Daily>(&mut self, today: u64, start: &Start) -> bool {
        // In the time of grace, today is still the day before.
        let tomorrow = today + 1;
        if self.sent.is_some_and(|sent| sent > tomorrow) {
            self.sent = None;
        }
        let mut is_sound = true;
        while let Some(last) = self.days.last_entry()
            && *last.key() > tomorrow
        {
            let ahead = last.remove();
            is_sound &= self.join::<E>(today, &ahead, start);
        }
        is_sound
    }

    /// Adds what was seen on some days; how much of what was there before is damaged.
    fn add_days<E: Daily>(&mut self, days: Vec<(u64, &mut E)>, start: &Start) -> u64 {
        let mut damaged = 0;
        for (day, seen) in days {
            damaged += u64::from(!self.add(day, seen, start));
        }
        while self.days.len() > MOST_DAYS {
            damaged += u64::from(!self.join_oldest::<E>(start));
        }
        damaged
    }

    /// Adds what was seen on a day; `false` where what was there before is damaged.
    fn add<E: Daily>(&mut self, day: u64, seen: &mut E, start: &Start) -> bool {
        let mut fresh = Vec::new();
        save(seen, &mut Saver { bytes: &mut fresh, key: Some(&self.key) });
        self.join::<E>(day, &fresh, start)
    }

    /// Makes one day of the oldest two.
    fn join_oldest<E: Daily>(&mut self, start: &Start) -> bool {
        let Some((_, oldest)) = self.days.pop_first() else { return true };
        let Some(next) = self.days.first_key_value().map(|(day, _)| *day) else { return true };
        self.join::<E>(next, &oldest, start)
    }

    /// Adds what was saved to a day.
    fn join<E: Daily>(&mut self, day: u64, fresh: &[u8], start: &Start) -> bool {
        let (mut sum, mut is_sound) = (E::begin(start), true);
        if let Some(before) = self.days.get(&day)
            && !absorb(&mut sum, before)
        {
            (sum, is_sound) = (E::begin(start), false);
        }
        is_sound &= absorb(&mut sum, fresh);
        let mut bytes = Vec::new();
        save(&mut sum, &mut Saver { bytes: &mut bytes, key: None });
        self.days.insert(day, bytes);
        is_sound
    }
}

fn save<E: Daily>(event: &mut E, saver: &mut Saver<'_>) {
    event.visit(&mut |accumulator| accumulator.save(saver));
}

/// Adds what was saved; `false` where it is damaged.
fn absorb<E: Daily>(event: &mut E, bytes: &[u8]) -> bool {
    let (mut saved, mut is_sound) = (Saved { bytes }, true);
    event.visit(&mut |accumulator| {
        is_sound = is_sound && accumulator.absorb(&mut saved).is_some();
    });
    is_sound && saved.bytes.is_empty()
}

fn restore<E: Daily>(bytes: &[u8], start: &Start) -> Option<E> {
    let mut event = E::begin(start);
    absorb(&mut event, bytes).then_some(event)
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
                return Err(io::Error::new(io::ErrorKind::WouldBlock, problem));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to memory cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn unhex(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?, 16)
                .ok()
        })
        .collect()
}
