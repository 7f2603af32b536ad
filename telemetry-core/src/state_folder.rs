//! The folder that the application names for what may be on disk: the consent decision and
//! once-markers. Never an event.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// The most that is read of a file: what the library writes has less than a hundred bytes.
pub(crate) const MAX_FILE_BYTES: u64 = 4096;

#[derive(Clone, Debug)]
pub(crate) struct StateFolder {
    path: PathBuf,
}

impl StateFolder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The content of a file, or `None` where there is no such file.
    pub(crate) fn read(&self, name: &str) -> io::Result<Option<String>> {
        let file = match File::open(self.path.join(name)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut content = String::new();
        file.take(MAX_FILE_BYTES).read_to_string(&mut content)?;
        Ok(Some(content))
    }

    /// Replaces a file as a whole: a reader sees the old content or the new one.
    pub(crate) fn replace(&self, name: &str, content: &str) -> io::Result<()> {
        replace(&self.path.join(name), content)
    }

    /// Creates a marker; `false` where somebody, this process or another, has done so before.
    pub(crate) fn claim(&self, name: &str) -> io::Result<bool> {
        fs::create_dir_all(&self.path)?;
        match write_new(&self.path.join(name), "") {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Replaces a file as a whole, and creates its folder where there is none.
pub(crate) fn replace(path: &Path, content: &str) -> io::Result<()> {
    let written = write_aside(path, content)?;
    fs::rename(&written, path).inspect_err(|_| discard(&written))
}

/// Writes a file beside the one that it is to become, and creates their folder where there is none.
pub(crate) fn write_aside(path: &Path, content: &str) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", Uuid::new_v4().simple()));
    let aside = path.with_file_name(name);
    write_new(&aside, content).inspect_err(|_| discard(&aside))?;
    Ok(aside)
}

/// Writes a new file that, where the system knows such a thing, only this user can read.
pub(crate) fn write_new(path: &Path, content: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(content.as_bytes())
}

/// Removes what was written in vain; the error that counts is the one before.
fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}
