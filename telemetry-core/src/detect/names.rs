//! The words that rules go by, as data. Each list is lower case and compared whatever the case.

use super::word_list::WordList;
/// Folders directly below `/` on Unix, macOS, in containers and on hosted notebooks (FHS 3.0).
#[rustfmt::skip]
pub(super) static ROOT_FOLDERS: WordList = WordList::new(&[
    "home", "users", "root", "etc", "var", "tmp", "usr", "opt", "srv", "mnt", "media", "private",
    "workspace", "workspaces", "app", "nix", "volumes", "library", "applications", "system",
    "proc", "dev", "run", "sys", "boot", "snap", "builds", "cygdrive", "kaggle", "lost+found",
    "sbin", "lib64", "gnu", "storage", "sdcard", "export",
]);

/// Folders whose children carry the names of users.
pub(super) static HOME_FOLDERS: WordList =
    WordList::new(&["home", "users", "user", "documents and settings"]);

/// Variables that hold a folder of the user or a name.
#[rustfmt::skip]
pub(super) static FOLDER_VARIABLES: WordList = WordList::new(&[
    "home", "userprofile", "homepath", "homedrive", "appdata", "localappdata", "temp", "tmp",
    "tmpdir", "user", "username", "logname", "pwd", "oldpwd", "programfiles", "programfiles(x86)",
    "programdata", "allusersprofile", "public", "onedrive", "systemroot", "systemdrive", "windir",
    "gopath", "virtual_env", "conda_prefix", "workspace", "github_workspace", "hostname",
    "computername", "userdomain", "workspacefolder", "userhome", "xdg_config_home",
]);

/// Words that end a path when they follow it, because they belong to the sentence around it.
#[rustfmt::skip]
pub(super) static SENTENCE_WORDS: WordList = WordList::new(&[
    "access", "after", "already", "are", "as", "because", "before", "but", "can", "cannot",
    "can't", "copied", "could", "couldn't", "created", "deleted", "denied", "did", "didn't",
    "does", "doesn't", "enoent", "eacces", "eexist", "eisdir", "enotdir", "eperm", "error",
    "exists", "exited", "expected", "failed", "found", "from", "had", "has", "have", "here", "if",
    "into", "invalid", "is", "isn't", "it", "line", "loaded", "locked", "missing", "more", "must",
    "no", "not", "now", "off", "onto", "opened", "or", "over", "permission", "read", "removed",
    "returned", "saved", "should", "skipped", "skipping", "succeeded", "than", "that", "then",
    "there", "this", "timed", "to", "took", "too", "unless", "until", "updated", "using", "via",
    "was", "wasn't", "were", "when", "which", "while", "will", "within", "without", "would",
    "written", "retrying", "changed", "contains", "directory", "file", "folder", "leaked",
    "unreadable", "unavailable", "unreachable", "crashed", "exits", "fails", "lacks", "needs",
    "requires", "twice", "today", "refused", "aborted", "exceeded", "went", "gone", "again",
    "corrupt", "corrupted", "empty",
]);

/// Words of sentences that names of folders have inside as well (`Work in progress`).
#[rustfmt::skip]
pub(super) static JOINING_WORDS: WordList = WordList::new(&[
    "a", "and", "at", "by", "for", "in", "of", "on", "the", "with", "und", "de", "la", "y", "et",
]);

/// The top-level media types (RFC 6838), whose slash is no separator of a path.
#[rustfmt::skip]
pub(super) static MEDIA_TYPES: WordList = WordList::new(&[
    "application", "audio", "font", "image", "message", "model", "multipart", "text", "video",
]);
