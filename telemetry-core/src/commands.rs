//! The user's own view and control of telemetry, as a subcommand that any `clap` application mounts.

mod parse;
mod run;

use std::{fmt, io};

/// What a user can ask of telemetry: `my-app telemetry status`.
///
/// With the derive:
///
/// ```
/// use clap::Parser;
/// use telemetry_core::commands::TelemetryCommand;
///
/// #[derive(Parser)]
/// enum Cli {
///     /// See what is sent, and switch it on or off.
///     #[command(subcommand)]
///     Telemetry(TelemetryCommand),
/// }
///
/// let Cli::Telemetry(command) = Cli::parse_from(["my-app", "telemetry", "reset-id"]);
/// assert_eq!(command, TelemetryCommand::ResetId);
/// // command.run(&TELEMETRY, &mut std::io::stdout())?;
/// ```
///
/// With the builder:
///
/// ```
/// use clap::{Command, FromArgMatches, Subcommand};
/// use telemetry_core::commands::TelemetryCommand;
///
/// let telemetry = TelemetryCommand::augment_subcommands(Command::new("telemetry"));
/// let matches = Command::new("my-app").subcommand(telemetry).get_matches_from(["my-app", "telemetry", "on"]);
/// if let Some(("telemetry", matches)) = matches.subcommand() {
///     let command = TelemetryCommand::from_arg_matches(matches)?;
///     assert_eq!(command, TelemetryCommand::On);
/// }
/// # Ok::<(), clap::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TelemetryCommand {
    /// Tells whether telemetry is on, why, where events go, and what became of them.
    Status,
    /// Agrees, and remembers it.
    On,
    /// Refuses, and remembers it: nothing more is sent.
    Off,
    /// Gives the install a new id: what comes is not joined to what was.
    ResetId,
    /// Shows the catalogue: everything that can ever be sent.
    Show,
    /// Shows the next request, byte for byte, without sending it.
    Preview,
}

/// Why a command did not do what it was asked for. An application prints it and exits with 1.
#[non_exhaustive]
pub enum CommandError {
    /// What the command has to say could not be written.
    Write(io::Error),
    /// It cannot be done; the text says why, and what can be done instead.
    Impossible(String),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(error) => write!(f, "the answer could not be written: {error}"),
            Self::Impossible(why) => f.write_str(why),
        }
    }
}

/// As [`Display`](fmt::Display): it is what `main` prints of an error that it returns.
impl fmt::Debug for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for CommandError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write(error) => Some(error),
            Self::Impossible(_) => None,
        }
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
