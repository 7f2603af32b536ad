//! What a process holds of the system, as Linux tells.

use std::fmt;
use std::fs;

pub struct Usage {
    threads: usize,
    files: usize,
    /// In KiB.
    memory: u64,
}

impl Usage {
    pub fn of_this_process() -> Self {
        let count = |folder: &str| fs::read_dir(folder).map_or(0, Iterator::count);
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let memory = resident.and_then(|text| text.split_whitespace().next()?.parse().ok());
        Self {
            threads: count("/proc/self/task"),
            files: count("/proc/self/fd"),
            memory: memory.unwrap_or(0),
        }
    }

    /// Whether nothing has grown since then, but for memory by at most so many KiB.
    pub fn is_within(&self, before: &Self, slack: u64) -> bool {
        // A thread that has ended, and a connection that is being replaced, can still be seen.
        self.threads <= before.threads + 1
            && self.files <= before.files + 1
            && self.memory <= before.memory + slack
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} threads, {} files, {} KiB", self.threads, self.files, self.memory)
    }
}
