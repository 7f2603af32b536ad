//! A process of the application: its command line, its surroundings, and its clock.

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use clap::Parser;
use telemetry::clock::{Clock, SystemClock};
use telemetry::{PostHog, TelemetryCommand};
use telemetry_receiver::DEFAULT_PROJECT_KEY;
use tracing_subscriber::layer::SubscriberExt;

use super::app::{self, TELEMETRY};
use super::runs;

/// Where the home folder is, in place of one that vanishes.
pub const HOME: &str = "OPENJARVIS_HOME";

/// Where events go; without it this is a build from source, which has no key.
pub const ENDPOINT: &str = "OPENJARVIS_ENDPOINT";

/// The key to send with.
pub const KEY: &str = "OPENJARVIS_KEY";

/// How many seconds the clock is behind the machine's.
pub const BEHIND: &str = "OPENJARVIS_BEHIND";

/// The application's own commands.
#[derive(Parser)]
#[command(name = "openjarvis")]
pub enum Jarvis {
    /// Shows what is sent, and switches it on or off
    #[command(subcommand)]
    Analytics(TelemetryCommand),
    /// Runs the application once, as the demonstration has it
    #[command(hide = true)]
    Run { name: String },
}

impl Jarvis {
    /// Does what was asked for, from the start of the process to its end.
    pub fn act(&self) -> Result<(), Box<dyn Error>> {
        let vanishing = tempfile::tempdir()?;
        let home = env::var_os(HOME).map_or_else(|| vanishing.path().to_owned(), PathBuf::from);
        let endpoint = env::var(ENDPOINT).ok();
        let key = env::var(KEY).unwrap_or_else(|_| DEFAULT_PROJECT_KEY.to_owned());
        let transport = match &endpoint {
            Some(endpoint) => PostHog::new(&*key).host(endpoint),
            None => PostHog::new(None),
        };
        let guard = app::start(transport, &home, Arc::new(Calendar::new()))?;
        match self {
            Self::Analytics(command) => command.run(&TELEMETRY, &mut std::io::stdout())?,
            Self::Run { name } => {
                let bridge = app::bridge();
                bridge.start(&TELEMETRY);
                let subscriber = tracing_subscriber::registry().with(bridge.layer());
                tracing::subscriber::with_default(subscriber, || runs::run(name));
                bridge.stop();
                TELEMETRY.flush(Duration::from_secs(5));
                drop(guard);
                println!("{}", TELEMETRY.status().counts);
            }
        }
        Ok(())
    }
}

/// The machine's clock, with another date.
struct Calendar {
    machine: SystemClock,
    behind: Duration,
}

impl Calendar {
    fn new() -> Self {
        let behind = env::var(BEHIND).ok().and_then(|seconds| seconds.parse().ok());
        Self { machine: SystemClock::new(), behind: Duration::from_secs(behind.unwrap_or(0)) }
    }
}

impl Clock for Calendar {
    fn now(&self) -> SystemTime {
        SystemTime::now() - self.behind
    }

    fn elapsed(&self) -> Duration {
        self.machine.elapsed()
    }

    fn sleep_for(&self, until: Duration) -> Option<Duration> {
        self.machine.sleep_for(until)
    }
}
