//! OpenJarvis, whole: every event of its telemetry document, sent to PostHog.
//!
//! ```text
//! cargo run --example openjarvis                                     sends two days to a server of its own
//! cargo run --example openjarvis -- --endpoint URL [--key KEY]       sends them to that server
//! cargo run --example openjarvis -- --catalog                        prints the catalogue as JSON
//! cargo run --example openjarvis -- --doc                            prints the privacy document
//! cargo run --example openjarvis -- analytics COMMAND                what a user can ask: status, on, off ..
//! ```
//!
//! For `analytics`, the home folder is `OPENJARVIS_HOME`, or one that vanishes, and the server
//! `OPENJARVIS_ENDPOINT`, without which there is no key either.

#[path = "openjarvis/app.rs"]
mod app;
#[path = "demo/demo.rs"]
#[allow(dead_code, reason = "shared with the other examples")]
mod demo;
#[path = "openjarvis/events.rs"]
#[allow(dead_code, reason = "a session does not use every event and label")]
mod events;
#[path = "openjarvis/process.rs"]
mod process;
#[path = "openjarvis/runs.rs"]
mod runs;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use clap::Parser;
use telemetry::{Beacon, ConsentPolicy, PostHog};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

use demo::Mode;
use events::OpenJarvis;
use process::{BEHIND, ENDPOINT, HOME, Jarvis, KEY};

fn main() -> ExitCode {
    match act() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Two days of OpenJarvis, whose telemetry goes to PostHog
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(flatten)]
    demo: demo::Arguments,
    #[command(subcommand)]
    command: Option<Jarvis>,
}

fn act() -> Result<(), Box<dyn Error>> {
    let Cli { demo, command } = Cli::parse();
    if let Some(command) = command {
        return command.act();
    }
    match demo.mode(DEFAULT_PROJECT_KEY) {
        Mode::Catalog => print!("{}", OpenJarvis::json()),
        Mode::Document => print!("{}", OpenJarvis::markdown()),
        Mode::Endpoint { url, key } => {
            let user = User::new(&url, &key)?;
            user.install()?;
            println!("delivery report: {}", user.two_days()?);
        }
        Mode::Embedded => embedded()?,
    }
    Ok(())
}

/// Everything against a server in this very process, and what it received.
fn embedded() -> Result<(), Box<dyn Error>> {
    // The server's clock goes with that of the application.
    let behind = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&behind);
    let now = move || SystemTime::now() - Duration::from_secs(clock.load(Ordering::Relaxed));
    let receiver = Receiver::options().with_clock(now).start()?;
    let user = User { behind, ..User::new(&receiver.url(), DEFAULT_PROJECT_KEY)? };
    println!("1. The install script\n{}", indented(&user.install()?));
    println!("2. Two runs yesterday, one today\n{}", indented(&user.two_days()?));
    println!("3. What the user can ask\n");
    for command in ["status", "preview", "reset-id", "off", "status"] {
        let answer = user.call(&["analytics", command])?;
        println!("  $ openjarvis analytics {command}\n{}", indented(&shortened(&answer)));
    }
    println!("What the server received:\n");
    demo::print_events(&receiver);
    match receiver.refused().is_empty() {
        true => Ok(()),
        false => Err("the server refused something".into()),
    }
}

/// Somebody who installs the application and uses it.
struct User {
    home: TempDir,
    url: String,
    key: String,
    /// How many seconds the application's clock is behind the machine's.
    behind: Arc<AtomicU64>,
}

impl User {
    fn new(url: &str, key: &str) -> Result<Self, Box<dyn Error>> {
        let (home, behind) = (tempfile::tempdir()?, Arc::default());
        Ok(Self { home, url: url.to_owned(), key: key.to_owned(), behind })
    }

    /// Runs the install script with the functions that are made of the catalogue; returns what the user
    /// sees of it.
    fn install(&self) -> Result<String, Box<dyn Error>> {
        let beacon = Beacon {
            id_file: &format!("$HOME/{}", app::ID_FILE),
            state_folder: &format!("$HOME/{}", app::STATE_FOLDER),
            consent_policy: ConsentPolicy::OnUntilOptedOut,
            opt_out_variables: &[],
        };
        let transport = PostHog::new(&*self.key).host(&*self.url);
        let functions = self.home.path().join("beacon.sh");
        fs::write(&functions, transport.shell::<OpenJarvis>(&beacon)?)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/openjarvis/install.sh");
        let mut install = Command::new("sh");
        install.arg(script).arg(functions).env("HOME", self.home.path());
        output(install)
    }

    /// Two runs yesterday, and one today, which tells of the day before; returns what became of the events.
    fn two_days(&self) -> Result<String, Box<dyn Error>> {
        let mut report = Vec::new();
        for (name, behind) in [("first", yesterday()), ("second", yesterday()), ("third", 0)] {
            self.behind.store(behind, Ordering::Relaxed);
            report.push(format!("{name} run: {}", self.call(&["run", name])?.trim_end()));
        }
        Ok(report.join("; "))
    }

    /// Calls the application in a process of its own.
    fn call(&self, words: &[&str]) -> Result<String, Box<dyn Error>> {
        let mut process = Command::new(env::current_exe()?);
        process
            .args(words)
            .env(HOME, self.home.path())
            .env(ENDPOINT, &self.url)
            .env(KEY, &self.key)
            .env(BEHIND, self.behind.load(Ordering::Relaxed).to_string());
        output(process)
    }
}

/// How many seconds ago it was ten to midnight (UTC).
fn yesterday() -> u64 {
    const DAY: u64 = 24 * 60 * 60;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    now.as_secs() % DAY + 10 * 60
}

/// Runs it to its end; returns what it printed.
fn output(mut command: Command) -> Result<String, Box<dyn Error>> {
    let output = command.output()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    match output.status.success() {
        true => Ok(text),
        false => {
            Err(format!("{}: {}\n{text}", command.get_program().display(), output.status).into())
        }
    }
}

/// The first lines, each up to a readable length.
fn shortened(text: &str) -> String {
    let line = |line: &str| match line.char_indices().nth(150) {
        Some((end, _)) => format!("{}..", &line[..end]),
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
