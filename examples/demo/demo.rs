//! What the examples share: their arguments, and a table of what a server received.

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

/// The arguments that each example takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Sends to that server, in place of one in this process
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// What to send with, in place of a key that is made up
    #[arg(long, value_name = "KEY", requires = "endpoint")]
    key: Option<String>,
    /// Prints the catalogue as JSON, and sends nothing
    #[arg(long, conflicts_with_all = ["endpoint", "doc"])]
    catalog: bool,
    /// Prints the privacy document as Markdown, and sends nothing
    #[arg(long, conflicts_with = "endpoint")]
    doc: bool,
}

impl Arguments {
    /// What they ask for; `key` is used where none is given.
    pub fn mode(self, key: &str) -> Mode {
        match self.endpoint {
            _ if self.catalog => Mode::Catalog,
            _ if self.doc => Mode::Document,
            Some(url) => Mode::Endpoint { url, key: self.key.unwrap_or_else(|| key.to_owned()) },
            None => Mode::Embedded,
        }
    }
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
