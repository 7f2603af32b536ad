//! The environment of the process, passed in.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the process was started with.
pub trait Environment: Send + Sync + 'static {
    /// The value of an environment variable, which need not be UTF-8.
    fn variable(&self, name: &str) -> Option<OsString>;

    /// The path of the running program.
    fn program(&self) -> Option<PathBuf>;

    /// The machine's name.
    fn host_name(&self) -> Option<String>;
}

/// The environment of this very process.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn program(&self) -> Option<PathBuf> {
        std::env::current_exe().ok()
    }

    #[cfg(target_os = "linux")]
    fn host_name(&self) -> Option<String> {
        std::fs::read_to_string("/proc/sys/kernel/hostname").ok().map(|name| name.trim().to_owned())
    }

    #[cfg(target_os = "macos")]
    fn host_name(&self) -> Option<String> {
        gethostname::gethostname().into_string().ok()
    }

    /// Windows tells it by a variable.
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn host_name(&self) -> Option<String> {
        self.variable("COMPUTERNAME")?.into_string().ok()
    }
}
