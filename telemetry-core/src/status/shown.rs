//! The status as people read it.

use std::fmt;
use std::net::IpAddr;

use super::{Counts, DropReason, Dropped, Gathered, State, Status};
use crate::consent::Consent;

impl Status {
    /// Why events are sent, or wait; why telemetry is off is in its state.
    fn why(&self) -> Option<&'static str> {
        match (&self.state, self.consent) {
            (State::On, Consent::Granted) => Some("the user agreed"),
            (State::On, _) => Some("the application sends until the user says no"),
            (State::Waiting, _) => Some("nothing is sent before the user agrees"),
            (State::Off(_), _) => None,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { recorded, sent, pending, dropped } = self;
        write!(f, "{recorded} recorded, {sent} sent, {pending} pending, {dropped}")
    }
}

impl fmt::Display for Gathered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { open, ended_early, empty, panicked, left_out, damaged } = self;
        write!(
            f,
            "{open} sessions open, {ended_early} ended early, {empty} empty, {panicked} panicked, {left_out} left out, {damaged} damaged"
        )
    }
}

/// How many, and in brackets why.
impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = DropReason::ALL.iter().filter(|reason| self.by(**reason) > 0);
        let reasons: Vec<_> =
            reasons.map(|reason| format!("{} {}", self.by(*reason), reason.name())).collect();
        match reasons.is_empty() {
            true => f.write_str("0 dropped"),
            false => write!(f, "{} dropped ({})", self.total(), reasons.join(", ")),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "telemetry: {}", self.state)?;
        writeln!(f, "consent:   {}", self.consent)?;
        if let Some(why) = self.why() {
            writeln!(f, "why:       {why}")?;
        }
        if let Some(endpoint) = &self.endpoint {
            let open = if is_open(endpoint) { " (not encrypted)" } else { "" };
            writeln!(f, "endpoint:  {endpoint}{open}")?;
        }
        writeln!(f, "events:    {}", self.counts)?;
        if self.gathered != Gathered::default() {
            writeln!(f, "gathered:  {}", self.gathered)?;
        }
        for (rule, times) in &self.filtered {
            writeln!(f, "filtered:  {times} by {}", rule.label())?;
        }
        for (rule, times) in &self.masked {
            writeln!(f, "masked:    {times} by {}", rule.label())?;
        }
        if self.mismatched > 0 {
            writeln!(f, "mismatch:  {} values of another kind than declared", self.mismatched)?;
        }
        for (place, problem) in &self.problems {
            writeln!(f, "problem:   {place}: {problem}")?;
        }
        Ok(())
    }
}

/// Whether others on the way can read what is sent there: without TLS, and beyond this machine.
fn is_open(endpoint: &str) -> bool {
    let Some(rest) = endpoint.strip_prefix("http://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next(),
        None => authority.split(':').next(),
    };
    let host = host.unwrap_or_default();
    let is_loopback = host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    !is_loopback && !host.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_can_read_is_known_by_its_address() {
        for open in ["http://collector", "http://10.0.0.1:4318/v1/logs", "http://[fd00::1]:4318"] {
            assert!(is_open(open), "{open}");
        }
        for closed in [
            "https://collector",
            "http://localhost:3000/x",
            "http://127.0.0.2",
            "http://[::1]:4318/v1/logs",
        ] {
            assert!(!is_open(closed), "{closed}");
        }
    }
}
