//! Tools, commands and skills: which of them, and how they fail; never what with.

use std::error::Error;
use std::time::Duration;

use serde_json::Value;
use telemetry::{TelemetryEnum, TelemetryEvent};

use super::errors::ErrorClass;
use super::labels::{Status, Tool, ToolCategory, Warehouse};

/// A tool is invoked; neither its arguments nor its output are attached.
#[derive(TelemetryEvent)]
#[event(why = "Which tools are used, and which fail?")]
pub struct ToolCall<'a> {
    /// Joins a call with its generation. A pseudonym with the install's own salt: the id itself names
    /// the message in files on the user's disk.
    #[hash(salt = install)]
    pub message_id: &'a str,
    pub tool_name: Tool,
    pub tool_type: ToolType,
    pub tool_category: ToolCategory,
    pub status: Status,
    /// How long it took.
    pub duration_ms: Duration,
    /// The call's place in the session.
    pub sequence_index: u32,
    /// The tool that was called before it.
    pub previous_tool: Option<Tool>,
    /// The kind and size of each argument, without its value.
    #[signature]
    pub input_signature: Option<&'a Value>,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: Option<ErrorClass>,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error: Option<&'a dyn Error>,
}

/// Where a tool comes from.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum ToolType {
    Standard,
    Mcp,
}

/// A native engine call completes; no argument is attached.
#[derive(TelemetryEvent)]
#[event(why = "Is the native engine fast and sound?")]
pub struct NativeCall<'a> {
    /// The engine's method: an allow-list of its own interface.
    #[enum_only(
        "sql.parse",
        "sql.validate",
        "sql.format",
        "sql.transpile",
        "sql.lint",
        "lineage.trace",
        "schema.diff",
        "dbt.manifest",
        other = "other"
    )]
    pub method: &'a str,
    pub status: Status,
    /// How long it took.
    pub duration_ms: Duration,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: Option<ErrorClass>,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error: Option<&'a dyn Error>,
}

/// A CLI command is executed.
#[derive(TelemetryEvent)]
#[event(name = "command", why = "Which commands are used?")]
pub struct CommandExecuted<'a> {
    /// The command: an allow-list, since users write commands of their own.
    #[enum_only("init", "review", "discover", "configure", "feedback", "help", other = "custom")]
    pub command_name: &'a str,
    pub command_source: CommandSource,
    /// Joins a command with its generations; a pseudonym as in `tool_call`.
    #[hash(salt = install)]
    pub message_id: &'a str,
}

/// What brought a command along.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum CommandSource {
    Command,
    Mcp,
    Skill,
    Unknown,
}

/// A tool permission is denied.
#[derive(TelemetryEvent)]
#[event(why = "Which permissions are asked for in vain?")]
pub struct PermissionDenied {
    pub tool_name: Tool,
    pub tool_category: ToolCategory,
    pub source: DeniedBy,
}

/// Who denied a permission.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum DeniedBy {
    User,
    ConfigRule,
}

/// A repeated tool call pattern is detected.
#[derive(TelemetryEvent)]
#[event(why = "Which tools do models get stuck with?")]
pub struct DoomLoopDetected {
    pub tool_name: Tool,
    /// How often it was called in a row.
    pub repeat_count: u32,
}

/// A skill is loaded; its content is not attached.
#[derive(TelemetryEvent)]
#[event(why = "Which skills are used?")]
pub struct SkillUsed<'a> {
    /// Joins a skill with its generation; a pseudonym as in `tool_call`.
    #[hash(salt = install)]
    pub message_id: &'a str,
    /// The skill: an allow-list, since users write skills of their own.
    #[enum_only(
        "dbt-develop",
        "dbt-test",
        "dbt-docs",
        "dbt-troubleshoot",
        "sql-review",
        "sql-translate",
        "query-optimize",
        "cost-report",
        "lineage-diff",
        "data-viz",
        other = "custom"
    )]
    pub skill_name: &'a str,
    pub skill_source: SkillSource,
    /// How long it took to load.
    pub duration_ms: Duration,
    pub trigger: SkillTrigger,
    /// Whether the skill suggested what to do next.
    pub has_followups: bool,
    /// How many suggestions.
    pub followup_count: u32,
}

/// Where a skill comes from.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum SkillSource {
    Builtin,
    Global,
    Project,
}

/// What had a skill loaded.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum SkillTrigger {
    UserCommand,
    LlmSelected,
    AutoSuggested,
    Unknown,
}

/// A SQL execution fails.
#[derive(TelemetryEvent)]
#[event(why = "Which statements do we get wrong?")]
pub struct SqlExecuteFailure<'a> {
    pub warehouse_type: Warehouse,
    pub query_type: QueryType,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: ErrorClass,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes: warehouses repeat the statement's values and names.
    #[scrub(max = 500, quoted)]
    pub error_message: &'a dyn Error,
    /// The statement with `?` for each literal, and without comments.
    #[mask_sql(max = 2000)]
    pub masked_sql: &'a str,
    /// How long it took.
    pub duration_ms: Duration,
}

/// What a statement does.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum QueryType {
    Select,
    Insert,
    Update,
    Delete,
    Ddl,
    Other,
}

/// An internal tool error occurs.
#[derive(TelemetryEvent)]
#[event(why = "Which of our own tools break?")]
pub struct CoreFailure<'a> {
    pub tool_name: Tool,
    pub tool_category: ToolCategory,
    pub error_class: ErrorClass,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error_message: &'a dyn Error,
    /// The kind and size of each argument, without its value.
    #[signature]
    pub input_signature: &'a Value,
    /// The arguments, nested ones included, with a kind in the place of each value. Only where the
    /// user asked for it.
    #[mask_args]
    pub masked_args: Option<&'a Value>,
    /// How long it took.
    pub duration_ms: Duration,
}
