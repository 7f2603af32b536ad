//! What goes wrong in the application, and the class of it.
//!
//! A class is taken from what an error *is*: its type, its kind and whatever caused it, never from what
//! it says. It needs no scrubbing, it can be counted, and it answers most questions alone. The text
//! beside it is scrubbed, which is the weaker promise: a list of patterns is never complete.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::num::ParseIntError;
use std::path::PathBuf;
use std::str::Utf8Error;

use telemetry::{TelemetryEnum, classify};

/// The class of an error: what it is, not what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, TelemetryEnum)]
pub enum ErrorClass {
    ParseError,
    Connection,
    Timeout,
    Validation,
    Internal,
    Permission,
    HttpError,
    FileNotFound,
    FileStale,
    EditMismatch,
    NotConfigured,
    ResourceExhausted,
    Unknown,
}

/// Why a tool failed.
#[derive(Debug, thiserror::Error)]
pub enum ToolError {
    /// A file could not be read or written.
    #[error("cannot open {}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
    /// The file changed since it was read.
    #[error("{} was modified since it was last read", .0.display())]
    FileStale(PathBuf),
    /// The text to be replaced is not in the file.
    #[error("the text to replace was not found in {}", .0.display())]
    EditMismatch(PathBuf),
    /// A statement failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// An argument makes no sense.
    #[error("invalid argument {name}: {problem}")]
    Argument { name: &'static str, problem: String },
    /// The engine's answer cannot be read.
    #[error("unreadable answer of the engine: {0}")]
    Answer(#[from] serde_json::Error),
}

/// Why a statement failed.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// The warehouse could not be reached.
    #[error("connection to {host} failed: {source}")]
    Connect { host: String, source: io::Error },
    /// The warehouse refused the statement.
    #[error("{message}")]
    Refused { message: String, is_syntax: bool },
    /// No warehouse of that name is set up.
    #[error("no warehouse is called {0:?}")]
    NotConfigured(String),
}

impl From<&(dyn Error + 'static)> for ErrorClass {
    fn from(error: &(dyn Error + 'static)) -> Self {
        classify(error)
            .when(|error: &ToolError| match error {
                ToolError::FileStale(_) => Some(Self::FileStale),
                ToolError::EditMismatch(_) => Some(Self::EditMismatch),
                ToolError::Argument { .. } => Some(Self::Validation),
                ToolError::Answer(_) => Some(Self::ParseError),
                // What caused it knows better.
                ToolError::File { .. } | ToolError::Sql(_) => None,
            })
            .when(|error: &SqlError| match error {
                SqlError::Refused { is_syntax: true, .. } => Some(Self::ParseError),
                SqlError::Refused { is_syntax: false, .. } => Some(Self::Validation),
                SqlError::NotConfigured(_) => Some(Self::NotConfigured),
                SqlError::Connect { .. } => None,
            })
            .when(|error: &io::Error| match error.kind() {
                ErrorKind::NotFound => Some(Self::FileNotFound),
                ErrorKind::PermissionDenied => Some(Self::Permission),
                ErrorKind::TimedOut => Some(Self::Timeout),
                ErrorKind::ConnectionRefused
                | ErrorKind::ConnectionReset
                | ErrorKind::HostUnreachable => Some(Self::Connection),
                ErrorKind::OutOfMemory | ErrorKind::StorageFull => Some(Self::ResourceExhausted),
                _ => None,
            })
            .when(|_: &serde_json::Error| Some(Self::ParseError))
            .when(|_: &ParseIntError| Some(Self::ParseError))
            .when(|_: &Utf8Error| Some(Self::ParseError))
            .otherwise(Self::Unknown)
    }
}
