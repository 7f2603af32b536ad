//! The check that a committed catalogue is the one that the code declares.

use std::path::Path;
use std::{env, fs};

/// Checks that a file holds this very text, in a test that every change of an event has to pass: a
/// document that users read must not promise what the code no longer does. Relative paths start at
/// the package's folder, where `cargo test` runs its tests.
///
/// With the variable `TELEMETRY_DOCUMENT=overwrite` it writes the file instead.
///
/// ```no_run
/// # fn markdown() -> String { String::new() }
/// telemetry_core::testing::assert_document_is_current("TELEMETRY.md", &markdown());
/// ```
///
/// # Panics
///
/// Where the file differs, with the first line that does, and where it cannot be written.
#[track_caller]
pub fn assert_document_is_current(path: impl AsRef<Path>, text: &str) {
    let path = path.as_ref();
    if env::var_os("TELEMETRY_DOCUMENT").is_some_and(|wish| wish == "overwrite") {
        if let Err(error) = fs::write(path, text) {
            panic!("{} cannot be written: {error}", path.display());
        }
        return;
    }
    // Git may check text out with the line ends of the system.
    let committed = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    if committed == text {
        return;
    }
    let lines = committed.lines().map(Some).chain(std::iter::repeat(None));
    let first = text.lines().zip(lines).position(|(new, old)| Some(new) != old);
    let line = first.unwrap_or_else(|| text.lines().count());
    panic!(
        "{} is not what the code declares, from line {} on:\n  the code says:     {}\n  the document says: {}\n\nTo write it anew:\n  TELEMETRY_DOCUMENT=overwrite cargo test",
        path.display(),
        line + 1,
        text.lines().nth(line).unwrap_or("(nothing)"),
        committed.lines().nth(line).unwrap_or("(nothing)"),
    );
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    fn complaint(committed: Option<&str>, text: &'static str) -> Option<String> {
        let path = env::temp_dir().join(format!("telemetry-{}.md", uuid::Uuid::new_v4()));
        if let Some(committed) = committed {
            fs::write(&path, committed).unwrap();
        }
        let checked = catch_unwind(|| assert_document_is_current(&path, text));
        let _ = fs::remove_file(&path);
        checked.err().map(|panic| panic.downcast_ref::<String>().cloned().unwrap_or_default())
    }

    #[test]
    fn the_same_text_is_current() {
        assert_eq!(complaint(Some("a\nb\n"), "a\nb\n"), None);
        assert_eq!(complaint(Some("a\r\nb\r\n"), "a\nb\n"), None);
    }

    #[test]
    fn the_first_difference_is_shown() {
        for (committed, text, line) in [
            (
                Some("a\nb\n"),
                "a\nc\n",
                "from line 2 on:\n  the code says:     c\n  the document says: b",
            ),
            (
                Some("a\n"),
                "a\nc\n",
                "from line 2 on:\n  the code says:     c\n  the document says: (nothing)",
            ),
            (
                Some("a\nc\n"),
                "a\n",
                "from line 2 on:\n  the code says:     (nothing)\n  the document says: c",
            ),
            (None, "a\n", "from line 1 on:"),
        ] {
            let complaint = complaint(committed, text).unwrap();
            assert!(
                complaint.contains(line) && complaint.contains("TELEMETRY_DOCUMENT=overwrite"),
                "{complaint}"
            );
        }
    }
}
