//! What the subcommands do.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{CommandError, TelemetryCommand};
use crate::catalog::Catalog;
use crate::consent::{self, Consent};
use crate::gate::OffReason;
use crate::state_folder::StateFolder;
use crate::status::{Place, State};
use crate::telemetry::Telemetry;

impl TelemetryCommand {
    /// Does it, and writes the answer for the user to `out`. Telemetry was started before, with the
    /// state folder in which decisions are kept.
    ///
    /// # Errors
    ///
    /// Where it cannot be done, as when an environment variable opts out and the user says `on`, or
    /// when a decision cannot be remembered; and where `out` cannot be written.
    pub fn run<C: Catalog>(
        self,
        telemetry: &Telemetry<C>,
        out: &mut dyn Write,
    ) -> Result<(), CommandError> {
        match self {
            Self::Status => status(telemetry, out),
            Self::On => on(telemetry, out),
            Self::Off => off(telemetry, out),
            Self::ResetId => reset_id(telemetry, out),
            Self::Show => Ok(out.write_all(C::SCHEMA.markdown().as_bytes())?),
            Self::Preview => preview(telemetry, out),
        }
    }
}

fn status<C: Catalog>(telemetry: &Telemetry<C>, out: &mut dyn Write) -> Result<(), CommandError> {
    write!(out, "{}", telemetry.status())?;
    // As a command of its own this is another process than the one that sends.
    writeln!(out, "           (events of this process; each counts its own)")?;
    if let Some(folder) = state_folder(telemetry) {
        writeln!(out, "decision:  kept in {}", folder.path().display())?;
    }
    if let Some(file) = id_file(telemetry) {
        let is_there = if file.exists() { "in" } else { "none yet; it would be in" };
        writeln!(out, "id:        {is_there} {}", file.display())?;
    }
    Ok(())
}

fn on<C: Catalog>(telemetry: &Telemetry<C>, out: &mut dyn Write) -> Result<(), CommandError> {
    if let State::Off(reason) = telemetry.status().state
        && reason != OffReason::Denied
    {
        return impossible(format!("telemetry stays off: {reason}"));
    }
    telemetry.grant();
    is_remembered(telemetry, Consent::Granted)?;
    Ok(writeln!(out, "telemetry is on")?)
}

fn off<C: Catalog>(telemetry: &Telemetry<C>, out: &mut dyn Write) -> Result<(), CommandError> {
    telemetry.withdraw();
    is_remembered(telemetry, Consent::Denied)?;
    Ok(writeln!(out, "telemetry is off, and nothing more is sent")?)
}

/// Whether the decision outlasts this very process.
fn is_remembered<C>(telemetry: &Telemetry<C>, decision: Consent) -> Result<(), CommandError>
where
    C: Catalog,
{
    let Some(folder) = state_folder(telemetry) else {
        return impossible(
            "the decision is not remembered: the application names no folder for it".to_owned(),
        );
    };
    match consent::load(folder) {
        Ok(stored) if stored == decision => Ok(()),
        _ => impossible(problem(telemetry, Place::StateFolder, "the decision could not be stored")),
    }
}

fn reset_id<C: Catalog>(telemetry: &Telemetry<C>, out: &mut dyn Write) -> Result<(), CommandError> {
    let file = id_file(telemetry);
    let before = file.and_then(|file| fs::read(file).ok());
    // Also where there is no id: hashes can have a salt of the install's own.
    telemetry.reset_identity();
    let done = match file {
        None if C::SCHEMA.is_salted_by_install() => {
            "the hashes of this install are new: what it sends is not joined to the past"
        }
        None => "there is no id: events cannot be joined to this install",
        Some(file) if before.is_none() && !file.exists() => {
            "there is no id yet: a random one comes with the first event"
        }
        Some(file) if fs::read(file).is_ok_and(|after| before.as_ref() != Some(&after)) => {
            "this install has a new id: what it sends is not joined to the past"
        }
        Some(_) => {
            return impossible(problem(telemetry, Place::Identity, "the id could not be replaced"));
        }
    };
    Ok(writeln!(out, "{done}")?)
}

/// What the status says of a place, or else what is known anyway.
fn problem<C: Catalog>(telemetry: &Telemetry<C>, place: Place, otherwise: &str) -> String {
    telemetry.status().problems.remove(&place).unwrap_or_else(|| otherwise.to_owned())
}

fn preview<C: Catalog>(telemetry: &Telemetry<C>, out: &mut dyn Write) -> Result<(), CommandError> {
    let state = telemetry.status().state;
    let Some(preview) = telemetry.preview() else {
        return Ok(writeln!(out, "nothing is sent, telemetry is {state}")?);
    };
    match (&state, preview.is_sample()) {
        (State::Off(_), _) => {
            writeln!(out, "# Nothing is sent, telemetry is {state}. A request would be:")?
        }
        (_, true) => writeln!(out, "# Nothing waits. Each event with made-up values would be:")?,
        (_, false) => writeln!(
            out,
            "# The next request, with {} of {} events that wait:",
            preview.events,
            preview.events + preview.further
        )?,
    }
    writeln!(
        out,
        "# (`***` stands for a key; of the content, only the time of sending is not known yet; it is sent as {} bytes)\n\n{preview}",
        preview.sent_bytes
    )?;
    Ok(())
}

/// The folder in which the user's decision is kept.
fn state_folder<C>(telemetry: &Telemetry<C>) -> Option<&StateFolder> {
    match telemetry.client() {
        Some(client) => client.settings.folder.as_ref(),
        None => telemetry.off()?.folder.as_ref(),
    }
}

/// The file that tells the install from others.
fn id_file<C>(telemetry: &Telemetry<C>) -> Option<&Path> {
    match telemetry.client() {
        Some(client) => client.settings.install.as_ref()?.id.file(),
        None => telemetry.off()?.identity.file(),
    }
}

fn impossible<T>(why: String) -> Result<T, CommandError> {
    Err(CommandError::Impossible(why))
}
