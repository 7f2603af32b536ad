//! The folder that the application names for what may be on disk: the consent decision, once-markers, the
//! counters of a day and the salt of this install. Never an event.

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
    #[cfg(feature = "clap")]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub(crate) fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The content of a small file, or `None` where there is no such file.
    pub(crate) fn read(&self, name: &str) -> io::Result<Option<String>> {
        self.read_up_to(name, MAX_FILE_BYTES)
    }

    /// So many bytes of a file's content, or `None` where there is no such file.
    pub(crate) fn read_up_to(&self, name: &str, most: u64) -> io::Result<Option<String>> {
        let path = self.path_of(name);
        read_up_to(&path, most).map_err(with_path(&path))
    }

    /// Whether there is something of that name.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.path_of(name).symlink_metadata().is_ok()
    }

    /// The names of files that begin so.
    pub(crate) fn names(&self, prefix: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.path) {
            Err(error) if is_no_folder(&error) => return Ok(Vec::new()),
            entries => entries.map_err(with_path(&self.path))?,
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(names.filter(|name| name.starts_with(prefix)).collect())
    }

    /// Removes a file, if there is one.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.path_of(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(with_path(&path)),
        }
    }

    /// Opens an empty file that processes lock in turn, and creates it where there is none.
    pub(crate) fn open_to_lock(&self, name: &str) -> io::Result<File> {
        let path = self.path_of(name);
        open_to_lock(&path).map_err(with_path(&path))
    }

    /// Replaces a file as a whole: a reader sees the old content or the new one.
    pub(crate) fn replace(&self, name: &str, content: &str) -> io::Result<()> {
        let path = self.path_of(name);
        replace(&path, content).map_err(with_path(&path))
    }

    /// Creates a marker; `false` where somebody, this process or another, has done so before.
    pub(crate) fn claim(&self, name: &str) -> io::Result<bool> {
        let path = self.path_of(name);
        // A file in the folder's place exists already, too.
        fs::create_dir_all(&self.path).map_err(with_path(&path))?;
        match write_new(&path, "") {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(with_path(&path)(error)),
        }
    }
}

/// The same error, and which file it is about: for the user, whom the status tells it. It is never sent,
/// since a path can name somebody.
pub(crate) fn with_path(path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn read_up_to(path: &Path, most: u64) -> io::Result<Option<String>> {
    // Opening a pipe would wait for somebody to write.
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return Err(not_plain());
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut content = String::new();
    file.take(most).read_to_string(&mut content)?;
    Ok(Some(content))
}

fn open_to_lock(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        return Err(not_plain());
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    only_for_this_user(&mut options);
    options.open(path)
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
    only_for_this_user(&mut options);
    options.open(path)?.write_all(content.as_bytes())
}

fn only_for_this_user(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Nothing, or a file, stands in its place.
fn is_no_folder(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

pub(crate) fn not_plain() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file")
}

/// Removes what was written in vain; the error that counts is the one before.
fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}
