//! A chat application whose sessions and days are told as a whole, started against a receiver with a state
//! folder of its own.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use telemetry::aggregate::{
    Count, Distinct, Max, Quantiles, Rollup, SessionAggregator, Sole, Stopwatch, Sum,
};
use telemetry::clock::Clock;
use telemetry::testing::ManualClock;
use telemetry::{
    Builder, Guard, Identity, PostHog, Telemetry, TelemetryEnum, TelemetryEvent, catalog,
};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

/// Which engine ran the model.
#[derive(TelemetryEnum, Clone, Copy)]
pub enum Engine {
    Ollama,
    Vllm,
    Mlx,
}

/// Which tool was used.
#[derive(TelemetryEnum, Clone, Copy)]
pub enum Tool {
    Shell,
    Calculator,
    Weather,
}

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(why = "How much do people do in a chat?", aggregate(needs = turn_count))]
pub struct ChatSessionEnded {
    /// Turns of the user.
    pub turn_count: Count,
    /// Tokens that went to the model.
    pub tokens_in: Sum,
    /// The most tokens that went to the model in a turn.
    pub most_tokens_in: Max,
    /// How long answers took.
    pub latency_ms: Quantiles,
    /// Tools that were used.
    pub unique_tools: Distinct<Tool>,
    /// Models that answered.
    pub unique_models: Distinct<String>,
    /// The model that answered, if it was one.
    #[hash(salt = none, length = 16)]
    pub model: Sole<String>,
    /// The engine that ran it, if it was one.
    pub engine: Sole<Engine>,
    /// From the first turn to the last.
    pub duration_ms: Stopwatch,
}

/// What happened on a day.
#[derive(TelemetryEvent)]
#[event(why = "How many people use it, and how much?", once = "day")]
pub struct UsageDailySummary {
    /// Chats that ended.
    pub sessions: Count,
    /// Tokens in both directions.
    pub total_tokens: Sum,
    /// Tools that were used.
    pub unique_tools: Distinct<Tool>,
    /// Models that answered.
    pub unique_models: Distinct<String>,
    /// How long answers took.
    pub latency_ms: Quantiles,
    /// The time that chats took.
    pub total_duration_ms: Sum,
}

/// Files were imported.
#[derive(TelemetryEvent, Debug)]
#[event(aggregate)]
pub struct ImportFinished {
    /// How many files there were.
    #[bucket(..=0 => "0", ..=9 => "1-10", ..=99 => "10-100", _ => "100+")]
    pub files: Count,
    /// How many formats they had.
    #[bucket(..=1 => "1", _ => "1+")]
    pub formats: Distinct<String>,
    /// The model that read them.
    #[hash(salt = none, length = 16)]
    pub model: Sole<String>,
    /// How long it took.
    #[bucket(..=1000 => "1s", _ => "1s+")]
    pub took: Stopwatch,
}

/// Somebody used a tool for the first time.
#[derive(TelemetryEvent)]
#[event(once(per = tool_name))]
pub struct ToolFirstUsed {
    /// The tool, unless it is unknown.
    pub tool_name: Option<Tool>,
}

/// An engine was used for the first time since the application came up.
#[derive(TelemetryEvent)]
#[event(once(per = engine, in = "process"))]
pub struct EngineStarted {
    /// The engine, unless it is unknown.
    pub engine: Option<Engine>,
}

/// A window was shown for the first time since the application came up.
#[derive(TelemetryEvent)]
#[event(once = "process")]
pub struct WindowShown;

/// Somebody sent a message for the first time.
#[derive(TelemetryEvent)]
#[event(once)]
pub struct FirstChatSent;

/// The application came up.
#[derive(TelemetryEvent)]
pub struct AppOpened;

catalog! {
    /// A chat application.
    pub struct Chats {
        title: "Chats",
        app: "chats",
        backends: [PostHog],
        events: [
            ChatSessionEnded,
            UsageDailySummary,
            ToolFirstUsed,
            EngineStarted,
            WindowShown,
            FirstChatSent,
            AppOpened,
            ImportFinished,
        ],
    }
}

/// Long enough for anything on the loopback; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Noon on some day.
pub const NOON: Duration = Duration::from_secs(1_795_262_400);

pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);

pub struct App {
    pub telemetry: Telemetry<Chats>,
    pub sessions: SessionAggregator<ChatSessionEnded>,
    pub day: Rollup<UsageDailySummary>,
    pub clock: Arc<ManualClock>,
}

impl App {
    pub fn new() -> Self {
        Self {
            telemetry: Telemetry::new(),
            sessions: SessionAggregator::new(),
            day: Rollup::new(),
            clock: Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH + NOON)),
        }
    }

    pub fn start(&self, receiver: &Receiver, folder: &Path) -> Guard {
        self.start_with(receiver, folder, |builder| builder)
    }

    /// Starts with settings of the test's own.
    pub fn start_with<'t>(
        &'t self,
        receiver: &Receiver,
        folder: &Path,
        settings: impl FnOnce(Builder<'t, Chats>) -> Builder<'t, Chats>,
    ) -> Guard {
        let transport = PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url());
        settings(self.builder(folder)).start(transport).expect("telemetry starts")
    }

    /// With its state, and the file of its id, in a folder.
    pub fn builder(&self, folder: &Path) -> Builder<'_, Chats> {
        self.telemetry
            .builder()
            .state_folder(folder)
            .identity(Identity::per_install(folder.join("id")))
            .clock(self.clock.clone() as Arc<dyn Clock>)
            .sessions(&self.sessions)
            .rollup(&self.day)
    }

    /// Sends what waits, and checks that it could be settled.
    pub fn flush(&self) {
        let counts = self.telemetry.flush(PATIENCE);
        assert_eq!(counts.pending, 0, "{}", self.telemetry.status());
    }
}

pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// The names of the events that the receiver accepted, in order.
pub fn names(receiver: &Receiver) -> Vec<String> {
    receiver.events().into_iter().map(|event| event.name).collect()
}
