//! Altimate Code, whole: every event of its telemetry document, sent to Azure Application Insights.
//!
//! ```text
//! cargo run --example altimate                                     sends a session to a server of its own
//! cargo run --example altimate -- --endpoint URL [--key KEY]       sends it to that server
//! cargo run --example altimate -- --crash [--endpoint ..]          is killed before the final flush
//! cargo run --example altimate -- --catalog                        prints the catalogue as JSON
//! cargo run --example altimate -- --doc                            prints the privacy document
//! ```
//!
//! The key is an instrumentation key or a whole connection string. The home folder is `ALTIMATE_HOME`, or
//! one that vanishes.

#[path = "altimate/cli.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod cli;
#[path = "demo/demo.rs"]
#[allow(dead_code, reason = "shared with the other examples")]
mod demo;
#[path = "altimate/events.rs"]
#[allow(dead_code, reason = "a session does not use every label")]
mod events;
#[path = "altimate/work.rs"]
mod work;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use clap::Parser;
use telemetry::{ApplicationInsights, State, Telemetry};
use telemetry_receiver::{DEFAULT_INSTRUMENTATION_KEY, Receiver};
use tempfile::TempDir;

use demo::Mode;
use events::Altimate;
use work::Work;

/// Where the home folder is, in place of one that vanishes.
const HOME: &str = "ALTIMATE_HOME";

/// A session of Altimate Code, whose telemetry goes to Azure Application Insights
#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    demo: demo::Arguments,
    /// Is killed before the final flush
    #[arg(long, conflicts_with_all = ["catalog", "doc"])]
    crash: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Cli { demo, crash } = Cli::parse();
    match demo.mode(DEFAULT_INSTRUMENTATION_KEY) {
        Mode::Catalog => print!("{}", Altimate::json()),
        Mode::Document => print!("{}", Altimate::markdown()),
        Mode::Endpoint { url, key } => {
            let home = Home::new()?;
            let telemetry = run(&connection(&key), &url, home.path(), crash)?;
            println!("delivery report: {}", telemetry.status().counts);
        }
        Mode::Embedded if crash => embedded_crash()?,
        Mode::Embedded => embedded()?,
    }
    Ok(())
}

/// A connection string out of what `--key` says.
fn connection(key: &str) -> String {
    if key.contains('=') { key.to_owned() } else { format!("InstrumentationKey={key}") }
}

/// One run of the application, from its launch to its end; with `crash` it is killed on the way.
fn run(
    connection: &str,
    endpoint: &str,
    home: &Path,
    crash: bool,
) -> Result<Telemetry<Altimate>, Box<dyn Error>> {
    let telemetry = Telemetry::<Altimate>::new();
    let transport = ApplicationInsights::new(connection).endpoint(endpoint);
    let guard = cli::set_up(&telemetry, home, Some("Jane.Doe@example.com ")).start(transport)?;
    cli::session(&telemetry, &Work::awkward());
    if crash {
        // The flush that comes every five seconds, and then more that waits for the next.
        telemetry.flush(cli::FLUSH_EVERY);
        cli::session(&telemetry, &Work::awkward());
        // No destructor runs, and nothing is flushed.
        process::abort();
    }
    drop(guard);
    Ok(telemetry)
}

/// A session against a server in this very process, and one of a user who has opted out.
fn embedded() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::start()?;
    let launch = |name: &str, home: &Path| -> Result<State, Box<dyn Error>> {
        let connection = connection(DEFAULT_INSTRUMENTATION_KEY);
        let telemetry = run(&connection, &receiver.url(), home, false)?;
        let status = telemetry.status();
        println!("{name}\n  {}\n  {}\n", status.state, status.counts);
        Ok(status.state)
    };
    launch("1. a session", Home::new()?.path())?;
    let home = Home::new()?;
    let configuration = home.path().join(cli::CONFIGURATION);
    std::fs::create_dir_all(configuration.parent().unwrap_or(home.path()))?;
    std::fs::write(&configuration, r#"{"telemetry": {"disabled": true}}"#)?;
    launch("2. a user whose configuration says no", home.path())?;
    println!("What the server received:\n");
    demo::print_events(&receiver);
    Ok(())
}

/// This very program, in a process of its own that is killed, and what is left of it.
fn embedded_crash() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::start()?;
    let home = tempfile::tempdir()?;
    let status = Command::new(env::current_exe()?)
        .args(["--crash", "--endpoint", &receiver.url()])
        .env(HOME, home.path())
        .status()?;
    println!("the process ended with {status}; in its home folder there is now");
    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir()? {
            let path = entry?.path();
            println!("  {}", path.strip_prefix(home.path())?.display());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    let ends = receiver.events().iter().filter(|event| event.name == "session_end").count();
    println!("and the server has {ends} of two sessions");
    Ok(())
}

/// The user's home folder.
enum Home {
    Named(PathBuf),
    Vanishing(TempDir),
}

impl Home {
    fn new() -> Result<Self, Box<dyn Error>> {
        match env::var_os(HOME) {
            Some(folder) => Ok(Self::Named(folder.into())),
            None => Ok(Self::Vanishing(tempfile::tempdir()?)),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Named(path) => path,
            Self::Vanishing(folder) => folder.path(),
        }
    }
}
