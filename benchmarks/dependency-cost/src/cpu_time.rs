//! CPU time, as Linux counts it.

use std::fs;
use std::io::{Error, Result};

/// Ticks a second in `/proc`: a constant of Linux's interface (proc_pid_stat(5), `USER_HZ`).
const TICKS: f64 = 100.0;

/// The CPU seconds of all child processes that have ended, in user and kernel mode.
pub fn of_children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field, the program's name, is the only one that may hold spaces. `cutime` and
    // `cstime` are fields 16 and 17.
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: Vec<f64> = after_name
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    match ticks[..] {
        [user, system] => Ok((user + system) / TICKS),
        _ => Err(Error::other("/proc/self/stat has no times of children")),
    }
}
