//! What the examples share: their arguments, and a table of what a server received.

use std::error::Error;
use std::ffi::OsString;

use lexopt::prelude::*;
use telemetry_receiver::Receiver;

/// What an example is asked to do.
pub enum Mode {
    /// Send a session to a server in this process, and show what it received.
    Embedded,
    /// Send the session to that server.
    Endpoint {
        /// The server's address.
        url: String,
        /// The key to send with.
        key: String,
    },
    /// Print the catalogue as JSON.
    Catalog,
    /// Print the catalogue document as Markdown.
    Document,
}

/// Reads the program's arguments; `key` is used where none is given.
pub fn mode(key: &str) -> Result<Mode, Box<dyn Error>> {
    mode_of(std::env::args_os().collect(), key)
}

/// The same of these arguments, the first of which is the program's name.
pub fn mode_of(arguments: Vec<OsString>, key: &str) -> Result<Mode, Box<dyn Error>> {
    let mut arguments = lexopt::Parser::from_iter(arguments);
    let (mut endpoint, mut given_key, mut print) = (None, None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("endpoint") => endpoint = Some(arguments.value()?.string()?),
            Long("key") => given_key = Some(arguments.value()?.string()?),
            Long("catalog") => print = Some(Mode::Catalog),
            Long("doc") => print = Some(Mode::Document),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(match (print, endpoint, given_key) {
        (Some(print), None, None) => print,
        (None, Some(url), key_given) => {
            Mode::Endpoint { url, key: key_given.unwrap_or(key.to_owned()) }
        }
        (None, None, None) => Mode::Embedded,
        _ => {
            return Err("give one of: nothing, --catalog, --doc, --endpoint URL [--key KEY]".into());
        }
    })
}

/// Prints a line for each event that the server accepted.
pub fn print_events(receiver: &Receiver) {
    let events = receiver.events();
    let width = events.iter().map(|event| event.name.len()).max().unwrap_or_default();
    for event in &events {
        // What is the same in each event, by the rules of a backend, begins so.
        let own = event.props.iter().filter(|(key, _)| !key.starts_with('$'));
        let properties: Vec<_> = own.map(|(key, value)| format!("{key}={value}")).collect();
        println!("  {:width$}  {}", event.name, properties.join(" "));
    }
    for refusal in receiver.refused() {
        println!("  refused: {refusal}");
    }
    println!("\n{} events in {} requests", events.len(), receiver.requests().len());
}

/// The machine's memory in GiB, as far as Linux tells it; else 16.
pub fn memory_gib() -> f64 {
    let kib = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        text.lines().find_map(|line| {
            line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok()
        })
    });
    kib.map_or(16.0, |kib: f64| kib / 1024.0 / 1024.0)
}
