//! The user's consent: three states, two policies, and the file that remembers a decision.

use std::time::SystemTime;
use std::{fmt, io};

use crate::clock::{rfc3339, unix_milliseconds};
use crate::state_folder::{StateFolder, with_path};

/// What the user said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Nothing yet.
    Undecided,
    /// Events may be sent.
    Granted,
    /// Nothing may be sent.
    Denied,
}

impl fmt::Display for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Undecided => "undecided",
            Self::Granted => "granted",
            Self::Denied => "denied",
        })
    }
}

/// What happens while the user has said nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentPolicy {
    /// Events wait in memory until the user decides.
    AskFirst,
    /// Events are sent until the user says no.
    OnUntilOptedOut,
}

/// The name of the file in the state folder. It holds the decision and the time it was made.
const FILE: &str = "consent";

/// The decision that is on disk.
pub(crate) fn load(folder: &StateFolder) -> io::Result<Consent> {
    let Some(content) = folder.read(FILE)? else {
        return Ok(Consent::Undecided);
    };
    match content.split_whitespace().next() {
        Some("granted") => Ok(Consent::Granted),
        Some("denied") => Ok(Consent::Denied),
        _ => {
            let error = io::Error::new(io::ErrorKind::InvalidData, "it does not hold a decision");
            Err(with_path(&folder.path_of(FILE))(error))
        }
    }
}

/// Remembers a decision and when it was made.
pub(crate) fn store(folder: &StateFolder, consent: Consent, now: SystemTime) -> io::Result<()> {
    folder.replace(FILE, &format!("{consent} {}\n", rfc3339(unix_milliseconds(now))))
}
