//! What is in a file: the days, each with what its accumulators saved.

use std::collections::BTreeMap;
use std::fmt::Write;

use uuid::Uuid;

use super::HEAD;
use crate::aggregate::rollup::MOST_DAYS;
use crate::aggregate::saved::{Key, digest};
use crate::aggregate::{Daily, Saved, Saver, Start};

/// The content of a file.
pub(super) struct Content {
    pub(super) key: Key,
    /// The last day that was sent.
    pub(super) sent: Option<u64>,
    pub(super) days: BTreeMap<u64, Vec<u8>>,
}

impl Content {
    pub(super) fn new() -> Self {
        Self { key: *Uuid::new_v4().as_bytes(), sent: None, days: BTreeMap::new() }
    }

    /// `None` for what another version of the event, or nobody, has written.
    pub(super) fn parse(text: &str, declaration: u64) -> Option<Self> {
        let (lines, sum) = text.strip_suffix('\n')?.rsplit_once("\nsum ")?;
        if u64::from_str_radix(sum, 16).ok()? != digest([], format!("{lines}\n")) {
            return None;
        }
        let mut lines = lines.lines();
        if lines.next()? != format!("{HEAD}{declaration:016x}") {
            return None;
        }
        let mut content = Self::new();
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

    pub(super) fn text(&self, declaration: u64) -> String {
        let mut text = format!("{HEAD}{declaration:016x}\nkey {}\n", hex(&self.key));
        // Writing to memory cannot fail.
        if let Some(sent) = self.sent {
            let _ = writeln!(text, "sent {sent}");
        }
        for (day, bytes) in &self.days {
            let _ = writeln!(text, "day {day} {}", hex(bytes));
        }
        let _ = writeln!(text, "sum {:016x}", digest([], &text));
        text
    }

    /// A clock that was ahead for a while must not keep days from being sent until that time has come;
    /// `false` where such a day is damaged.
    pub(super) fn correct<E: Daily>(&mut self, today: u64, start: &Start) -> bool {
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
    pub(super) fn add_days<E: Daily>(&mut self, days: Vec<(u64, &mut E)>, start: &Start) -> u64 {
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

pub(super) fn restore<E: Daily>(bytes: &[u8], start: &Start) -> Option<E> {
    let mut event = E::begin(start);
    absorb(&mut event, bytes).then_some(event)
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
