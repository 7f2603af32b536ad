//! What the CLI depends on: providers, MCP servers, the engine, its own releases and the environment.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use telemetry::{Set, TelemetryEnum, TelemetryEvent};

use super::errors::ErrorClass;
use super::labels::{McpServer, Model, Provider, Status, Transport, Warehouse};

/// An error that nothing else handled occurs; no stack trace is attached.
#[derive(TelemetryEvent)]
#[event(name = "error", why = "What breaks before users report it?")]
pub struct ErrorOccurred<'a> {
    pub error_name: ErrorName,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error_message: Cow<'a, str>,
    pub context: ErrorContext,
}

/// The name of an error: a closed list, since libraries name theirs as they like.
#[derive(Clone, Copy, TelemetryEnum)]
#[telemetry(rename_all = "PascalCase")]
pub enum ErrorName {
    Panic,
    UnhandledError,
    ConfigInvalid,
    /// Events fell out of the full buffer.
    TelemetryBufferOverflow,
    Other,
}

/// Where the error was caught.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum ErrorContext {
    Startup,
    Session,
    Tool,
    Server,
    Telemetry,
}

/// Authentication succeeds or fails; no credential is attached.
#[derive(TelemetryEvent)]
#[event(why = "Where do logins fail?")]
pub struct AuthLogin<'a> {
    pub provider_id: Provider,
    pub method: AuthMethod,
    pub status: Status,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: Option<ErrorClass>,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error: Option<&'a dyn Error>,
}

/// How somebody logs in.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum AuthMethod {
    #[label = "oauth"]
    OAuth,
    ApiKey,
}

/// A user logs out.
#[derive(TelemetryEvent)]
#[event(why = "Which providers do people leave?")]
pub struct AuthLogout {
    pub provider_id: Provider,
}

/// An MCP server connects, disconnects, or errors.
#[derive(TelemetryEvent)]
#[event(why = "Are MCP servers stable?")]
pub struct McpServerStatus<'a> {
    pub server_name: McpServer,
    pub transport: Transport,
    pub status: ServerStatus,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: Option<ErrorClass>,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error: Option<&'a dyn Error>,
    /// How long it took to connect.
    pub duration_ms: Option<Duration>,
}

/// What became of a server.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum ServerStatus {
    Connected,
    Disconnected,
    Error,
}

/// An MCP server's capabilities after it connected; no tool is named.
#[derive(TelemetryEvent)]
#[event(why = "How large are the servers that people connect?")]
pub struct McpServerCensus {
    pub server_name: McpServer,
    pub transport: Transport,
    /// Its tools.
    pub tool_count: u32,
    /// Its resources.
    pub resource_count: u32,
}

/// An AI provider returns an error; nothing of the request is attached.
#[derive(TelemetryEvent)]
#[event(why = "Which providers fail, and how?")]
pub struct ProviderError<'a> {
    pub provider_id: Provider,
    pub model_id: Model,
    /// The class of the error.
    pub error_type: ErrorClass,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error_message: &'a dyn Error,
    /// The status that the provider answered with.
    pub http_status: Option<u16>,
}

/// The native tool engine initializes.
#[derive(TelemetryEvent)]
#[event(why = "How fast does the engine start?")]
pub struct EngineStarted<'a> {
    /// The engine's release.
    #[safe(
        "three numbers: a Release holds nothing else, and everybody with that release sends the same"
    )]
    pub engine_version: String,
    /// The minor version of Python: an allow-list, since builds of somebody's own have names.
    #[enum_only("3.9", "3.10", "3.11", "3.12", "3.13", "3.14", other = "other")]
    pub python_version: &'a str,
    /// The optional parts that were installed.
    #[enum_only("all", "warehouses", "dbt", "lineage", other = "other")]
    pub extras: Option<&'a str>,
    pub status: EngineStatus,
    /// How long it took.
    pub duration_ms: Duration,
}

/// What the engine did.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum EngineStatus {
    Started,
    Restarted,
    Upgraded,
}

/// The native tool engine fails to start.
#[derive(TelemetryEvent)]
#[event(why = "Where do installations fail?")]
pub struct EngineError<'a> {
    pub phase: EnginePhase,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: ErrorClass,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error_message: &'a dyn Error,
}

/// How far the engine came.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum EnginePhase {
    UvDownload,
    VenvCreate,
    PipInstall,
    Startup,
    Runtime,
}

/// A CLI upgrade is attempted.
#[derive(TelemetryEvent)]
#[event(why = "Do upgrades arrive?")]
pub struct UpgradeAttempted<'a> {
    /// The release that ran.
    #[safe(
        "three numbers: a Release holds nothing else, and everybody with that release sends the same"
    )]
    pub from_version: String,
    /// The release that was asked for.
    #[safe("three numbers: a Release holds nothing else, whatever the user typed")]
    pub to_version: String,
    pub method: UpgradeMethod,
    pub status: Status,
    /// The class of the error: closed, so it can be counted where the text cannot.
    pub error_class: Option<ErrorClass>,
    /// The text of the error, with a placeholder for each path, host, address and key, and
    /// for whatever it quotes.
    #[scrub(max = 500, quoted)]
    pub error: Option<&'a dyn Error>,
}

/// What an upgrade was made with.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum UpgradeMethod {
    Npm,
    Bun,
    Brew,
    Other,
}

/// A release: three numbers, and no room for anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release([u16; 3]);

impl FromStr for Release {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let numbers: Vec<u16> =
            text.split('.').map(str::parse).collect::<Result<_, _>>().map_err(drop)?;
        numbers.try_into().map(Self).map_err(drop)
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// A snapshot of the environment on project scan; no host is named.
///
/// The numbers of models, sources and tests could single out a project, so they are ranges; the
/// others are small on every machine.
#[derive(TelemetryEvent)]
#[event(why = "Which warehouses and features are worth our time?")]
pub struct EnvironmentCensus<'a> {
    /// The types of warehouses that are set up: a set of a closed list.
    pub warehouse_types: Set<Warehouse>,
    /// How many are set up.
    pub warehouse_count: u32,
    /// Whether the project is one of dbt.
    pub dbt_detected: bool,
    /// The adapter that dbt uses: an allow-list, since anybody can publish one.
    #[enum_only(
        "snowflake",
        "bigquery",
        "databricks",
        "redshift",
        "postgres",
        "duckdb",
        "spark",
        "trino",
        "sqlserver",
        other = "other"
    )]
    pub dbt_adapter: Option<&'a str>,
    /// The models of the dbt project.
    #[bucket(..=0 => "0", ..=10 => "1-10", ..=50 => "10-50", ..=200 => "50-200", _ => "200+")]
    pub dbt_model_count_bucket: u64,
    /// The sources of the dbt project.
    #[bucket(..=0 => "0", ..=10 => "1-10", ..=50 => "10-50", ..=200 => "50-200", _ => "200+")]
    pub dbt_source_count_bucket: u64,
    /// The tests of the dbt project.
    #[bucket(..=0 => "0", ..=10 => "1-10", ..=50 => "10-50", ..=200 => "50-200", _ => "200+")]
    pub dbt_test_count_bucket: u64,
    /// Where connections are configured.
    pub connection_sources: Set<ConnectionSource>,
    /// The MCP servers that are configured.
    pub mcp_server_count: u32,
    /// The skills that are installed.
    pub skill_count: u32,
    /// The operating system: an allow-list, as in `session_start`.
    #[enum_only("linux", "macos", "windows", other = "other")]
    pub os: &'a str,
    /// The experimental features that are on.
    pub feature_flags: Set<FeatureFlag>,
}

/// Where a connection is configured.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum ConnectionSource {
    ConfigFile,
    DbtProfiles,
    EnvironmentVariables,
    DockerContainers,
}

/// An experimental feature.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum FeatureFlag {
    Lsp,
    PlanMode,
    AutoSkills,
    DataDiff,
    SharedMemory,
}
