//! The folder that the application names for what may be on disk: the consent decision and
//! once-markers. Never an event.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// The most that is read of a file: what the library writes has less than a hundred bytes.
const MAX_FILE_BYTES: u64 = 4096;

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
        fs::create_dir_all(&self.path)?;
        let temporary = self.path.join(format!("{name}.{}", Uuid::new_v4().simple()));
        let written = create_new(&temporary)
            .and_then(|mut file| file.write_all(content.as_bytes()))
            .and_then(|()| fs::rename(&temporary, self.path.join(name)));
        if written.is_err() {
            // The error that counts is the first one.
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    /// Creates a marker; `false` where somebody, this process or another, has done so before.
    pub(crate) fn claim(&self, name: &str) -> io::Result<bool> {
        fs::create_dir_all(&self.path)?;
        match create_new(&self.path.join(name)) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// A new file that, where the system knows such a thing, only this user can read.
fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
