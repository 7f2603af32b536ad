//! An application that sends a value of every kind to every backend.

use std::path::Path;
use std::time::Duration;

use telemetry::{
    ApplicationInsights, Aptabase, Builder, Identity, Otlp, PostHog, Telemetry, TelemetryCommon,
    TelemetryEnum, TelemetryEvent, catalog,
};

/// What every event carries.
#[derive(TelemetryCommon)]
pub struct EveryEvent {
    /// Memory in GiB.
    #[bucket(8, 16, 32)]
    pub total_memory_gb: u32,
}

/// A turn was answered.
#[derive(TelemetryEvent)]
pub struct TurnAnswered<'a> {
    /// Where it came from.
    pub source: Source,
    /// Whether the answer was streamed.
    pub stream: bool,
    /// The number of tokens.
    pub tokens: u64,
    /// The change of something.
    pub delta: i32,
    /// The cost.
    pub cost: f64,
    /// The model.
    #[hash(salt = none, length = 16)]
    pub model: &'a str,
    /// The release channel.
    #[safe("one of our own release channels")]
    pub channel: Option<&'a str>,
}

/// The application was opened for the first time.
#[derive(TelemetryEvent)]
#[event(once)]
pub struct FirstOpened;

/// Where a turn comes from.
#[derive(TelemetryEnum)]
pub enum Source {
    ChatUi,
}

catalog! {
    /// Every kind of value.
    pub struct Everywhere {
        title: "Everywhere",
        app: "everywhere",
        backends: [Aptabase, PostHog, ApplicationInsights, Otlp],
        common: EveryEvent,
        events: [TurnAnswered<'_>, FirstOpened],
        never: [],
    }
}

/// The name of the file of the id.
pub const ID: &str = "anon_id";

/// Long enough for anything on the loopback; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub fn turn(tokens: u64) -> TurnAnswered<'static> {
    TurnAnswered {
        source: Source::ChatUi,
        stream: false,
        tokens,
        delta: -1,
        cost: 1.5,
        model: "llama3.1:8b",
        channel: Some("nightly"),
    }
}

/// With its state, and the file of its id, in a folder.
pub fn builder<'t>(telemetry: &'t Telemetry<Everywhere>, folder: &Path) -> Builder<'t, Everywhere> {
    telemetry
        .builder_with(EveryEvent { total_memory_gb: 16 })
        .state_folder(folder)
        .identity(Identity::per_install(folder.join(ID)))
}
