//! Sessions, what is generated in them, and how they end.

use std::error::Error;
use std::time::Duration;

use telemetry::TelemetryEvent;

use super::errors::ErrorClass;
use super::labels::{Agent, Model, Provider, Tool};

/// A new CLI session begins.
#[derive(TelemetryEvent)]
#[event(why = "Which models and platforms are worth our time?")]
pub struct SessionStart<'a> {
    /// The model: a closed list, since a configured model has a name of the user's own.
    pub model_id: Model,
    /// The provider: a closed list, for the same reason.
    pub provider_id: Provider,
    /// The agent: a closed list, for the same reason.
    pub agent: Agent,
    /// Tells projects of one install apart. A pseudonym with the install's own salt: an id made from
    /// a public repository could be guessed, and so it must not be the same on two machines.
    #[hash(salt = install)]
    pub project_id: &'a str,
    /// The operating system: an allow-list, so that nothing else of the platform's text is sent.
    #[enum_only("linux", "macos", "windows", other = "other")]
    pub os: &'a str,
    /// The processor: an allow-list, for the same reason.
    #[enum_only("x86_64", "aarch64", "x86", "arm", other = "other")]
    pub arch: &'a str,
    /// The runtime's major version; the rest of it could tell one machine from others.
    #[enum_only("18", "20", "22", "24", other = "other")]
    pub node_version: &'a str,
}

/// A CLI session ends.
#[derive(TelemetryEvent)]
#[event(why = "How long are sessions, and what do they cost?")]
pub struct SessionEnd {
    /// What the session cost, in dollars.
    pub total_cost: f64,
    /// The tokens of all its generations.
    pub total_tokens: u64,
    /// The calls of tools.
    pub tool_call_count: u32,
    /// How long it took.
    pub duration_ms: Duration,
}

/// A session is forked from an existing one.
#[derive(TelemetryEvent)]
#[event(why = "Is forking used?")]
pub struct SessionForked<'a> {
    /// Tells forks of one session from those of others. A pseudonym with the install's own salt: the
    /// id itself names the session in files on the user's disk.
    #[hash(salt = install)]
    pub parent_session_id: &'a str,
    /// The messages that the fork took along.
    pub message_count: u32,
}

/// An AI model generation completes; neither the prompt nor the answer is attached.
#[derive(TelemetryEvent)]
#[event(name = "generation", why = "How fast are models, and what do they cost?")]
pub struct Generation<'a> {
    /// Joins a generation with the tools that it called. A pseudonym, for the same reason as that of
    /// the parent session.
    #[hash(salt = install)]
    pub message_id: &'a str,
    pub model_id: Model,
    pub provider_id: Provider,
    pub agent: Agent,
    /// Why the model stopped: an allow-list, since providers send texts of their own.
    #[enum_only("stop", "length", "tool-calls", "content-filter", "error", other = "other")]
    pub finish_reason: &'a str,
    /// What it cost, in dollars.
    pub cost: f64,
    /// How long it took.
    pub duration_ms: Duration,
    /// Tokens that were read and not cached.
    pub tokens_input: u64,
    /// Tokens that were written.
    pub tokens_output: u64,
    /// Tokens that were read, cached ones included.
    pub tokens_input_total: u64,
    /// Tokens of reasoning.
    pub tokens_reasoning: Option<u64>,
    /// Tokens that came from the cache.
    pub tokens_cache_read: Option<u64>,
    /// Tokens that went into the cache.
    pub tokens_cache_write: Option<u64>,
}

/// How full the context window is after a generation.
#[derive(TelemetryEvent)]
#[event(why = "When do contexts overflow, and does the cache help?")]
pub struct ContextUtilization {
    pub model_id: Model,
    /// Tokens in the window.
    pub tokens_used: u64,
    /// Tokens that it has room for.
    pub context_limit: u64,
    /// The share that is used, in percent.
    pub utilization_pct: f64,
    /// The generation's place in the session.
    pub generation_number: u32,
    /// The share of tokens that came from the cache, up to 1.
    pub cache_hit_ratio: f64,
}

/// Context compaction runs.
#[derive(TelemetryEvent)]
#[event(why = "Does compaction keep sessions alive?")]
pub struct CompactionTriggered {
    pub trigger: CompactionTrigger,
    /// How often it was tried.
    pub attempt: u32,
}

/// What had the context compacted.
#[derive(Clone, Copy, telemetry::TelemetryEnum)]
pub enum CompactionTrigger {
    OverflowDetection,
    ErrorRecovery,
}

/// Tool outputs are pruned during compaction.
#[derive(TelemetryEvent)]
#[event(why = "Does compaction keep sessions alive?")]
pub struct ToolOutputsPruned {
    /// The outputs that were removed.
    pub count: u32,
    /// The tokens that they had.
    pub tokens_pruned: u64,
}

/// Context overflow is handled.
#[derive(TelemetryEvent)]
#[event(why = "Does compaction keep sessions alive?")]
pub struct ContextOverflowRecovered {
    pub model_id: Model,
    pub provider_id: Provider,
    /// Tokens in the window.
    pub tokens_used: u64,
}

/// A transient error was recovered from, or was not.
#[derive(TelemetryEvent)]
#[event(why = "Which recoveries work?")]
pub struct ErrorRecovered {
    /// The class of the error; its text is not needed here, and not sent.
    pub error_type: ErrorClass,
    pub recovery_strategy: RecoveryStrategy,
    /// How often it was tried.
    pub attempts: u32,
    /// Whether it worked.
    pub recovered: bool,
    /// How long it took.
    pub duration_ms: Duration,
}

/// How an error was recovered from.
#[derive(Clone, Copy, telemetry::TelemetryEnum)]
pub enum RecoveryStrategy {
    Retry,
    Compaction,
    Reconnect,
    FallbackModel,
    Restart,
}

/// An agent's session comes to its end.
#[derive(TelemetryEvent)]
#[event(why = "Do agents finish what they begin?")]
pub struct AgentOutcome<'a> {
    pub agent: Agent,
    /// The calls of tools.
    pub tool_calls: u32,
    /// The generations.
    pub generations: u32,
    /// How long it took.
    pub duration_ms: Duration,
    /// What it cost, in dollars.
    pub cost: f64,
    /// The compactions of the context.
    pub compactions: u32,
    pub outcome: Outcome,
    /// The tool that was called last.
    pub final_tool: Option<Tool>,
    /// The class of the error that ended it.
    pub error_class: Option<ErrorClass>,
    /// Why it ended: the text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub reason: Option<&'a dyn Error>,
}

/// How an agent's session ended.
#[derive(Clone, Copy, telemetry::TelemetryEnum)]
pub enum Outcome {
    Completed,
    Abandoned,
    Aborted,
    Error,
}
