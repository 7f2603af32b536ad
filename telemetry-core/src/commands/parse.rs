//! How `clap` reads the subcommands. By hand: the derive would cost each application a procedural macro.

use clap::error::ErrorKind;
use clap::{ArgMatches, Command, Error, FromArgMatches, Subcommand};

use super::TelemetryCommand;

/// Each subcommand, and what the help says of it.
const COMMANDS: [(&str, TelemetryCommand, &str); 6] = [
    ("status", TelemetryCommand::Status, "Tells whether telemetry is on, why, and where events go"),
    ("on", TelemetryCommand::On, "Agrees to telemetry"),
    ("off", TelemetryCommand::Off, "Refuses telemetry: nothing more is sent"),
    ("reset-id", TelemetryCommand::ResetId, "Gives this install a new id"),
    ("show", TelemetryCommand::Show, "Shows everything that can ever be sent"),
    ("preview", TelemetryCommand::Preview, "Shows the next request, without sending it"),
];

impl Subcommand for TelemetryCommand {
    fn augment_subcommands(command: Command) -> Command {
        let subcommands = COMMANDS.map(|(name, _, about)| Command::new(name).about(about));
        command
            .about("Shows what telemetry sends, and switches it on or off")
            .subcommands(subcommands)
            .subcommand_required(true)
            .arg_required_else_help(true)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        COMMANDS.iter().any(|(known, ..)| *known == name)
    }
}

impl FromArgMatches for TelemetryCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let found = matches
            .subcommand_name()
            .and_then(|name| COMMANDS.iter().find(|(known, ..)| *known == name));
        let missing = || {
            let names = COMMANDS.map(|(name, ..)| name).join(", ");
            Error::raw(ErrorKind::MissingSubcommand, format!("one of {names}"))
        };
        found.map(|(_, command, _)| *command).ok_or_else(missing)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
