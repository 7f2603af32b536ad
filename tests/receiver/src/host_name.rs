//! The name of this machine, to notice it in what is received.

use std::{env, fs};

/// `None` where the system keeps it behind a call that is not in the standard library.
pub(crate) fn read() -> Option<String> {
    let name = if cfg!(windows) {
        env::var("COMPUTERNAME").ok()?
    } else {
        fs::read_to_string("/proc/sys/kernel/hostname").ok()?
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
