//! The closed vocabularies of more than one event. Each ends in a word for everything else, so that a
//! name that somebody made up never leaves.

use telemetry::TelemetryEnum;

/// A closed enum out of the names that the application knows; any other name is the last variant.
macro_rules! known_names {
    ($(#[$above:meta])* $enum:ident { $($name:literal => $variant:ident,)+ _ => $other:ident }) => {
        $(#[$above])*
        #[derive(Clone, Copy, TelemetryEnum)]
        pub enum $enum {
            $(#[label = $name] $variant,)+
            $other,
        }

        impl From<&str> for $enum {
            fn from(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    _ => Self::$other,
                }
            }
        }
    };
}

known_names! {
    /// The model. A model that a user configured has a name of the user's own, and is `other`.
    Model {
        "claude-opus-4-5" => ClaudeOpus45,
        "claude-sonnet-4-5" => ClaudeSonnet45,
        "claude-haiku-4-5" => ClaudeHaiku45,
        "gpt-5.2" => Gpt52,
        "gpt-5-mini" => Gpt5Mini,
        "gemini-3-pro" => Gemini3Pro,
        "gemini-3-flash" => Gemini3Flash,
        "deepseek-v3.2" => DeepseekV32,
        "qwen3-coder" => Qwen3Coder,
        "llama-4-maverick" => Llama4Maverick,
        _ => Other
    }
}

known_names! {
    /// The provider of models. One that a user configured is `custom`.
    Provider {
        "anthropic" => Anthropic,
        "openai" => OpenAi,
        "google" => Google,
        "google-vertex" => GoogleVertex,
        "amazon-bedrock" => AmazonBedrock,
        "azure" => Azure,
        "github-copilot" => GithubCopilot,
        "mistral" => Mistral,
        "groq" => Groq,
        "openrouter" => OpenRouter,
        "ollama" => Ollama,
        _ => Custom
    }
}

known_names! {
    /// The MCP server. All but the public ones are `custom`: users give theirs names of their own.
    McpServer {
        "github" => Github,
        "gitlab" => Gitlab,
        "slack" => Slack,
        "notion" => Notion,
        "linear" => Linear,
        "jira" => Jira,
        "postgres" => Postgres,
        "snowflake" => Snowflake,
        "dbt" => Dbt,
        "filesystem" => Filesystem,
        _ => Custom
    }
}

/// The agent. One that a user wrote is `custom`: its name is the user's own words.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum Agent {
    Builder,
    Analyst,
    Plan,
    Migrator,
    Validator,
    Executive,
    General,
    Custom,
}

/// The tool's name. The tool of an MCP server has a name of somebody else's, and is `mcp`.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum Tool {
    Bash,
    Read,
    Write,
    Edit,
    Glob,
    Grep,
    Task,
    Skill,
    Webfetch,
    SqlExecute,
    SqlAnalyze,
    SqlTranslate,
    SchemaInspect,
    SchemaSearch,
    LineageCheck,
    ImpactAnalysis,
    DbtRun,
    DbtManifest,
    WarehouseList,
    WarehouseTest,
    Mcp,
    Other,
}

/// What the tool works on.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum ToolCategory {
    File,
    Shell,
    Sql,
    Schema,
    Dbt,
    Lineage,
    Warehouse,
    Web,
    Task,
    Mcp,
    Other,
}

/// Whether it succeeded.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum Status {
    Success,
    Error,
}

/// How an MCP server is reached.
#[derive(Clone, Copy, TelemetryEnum)]
#[telemetry(rename_all = "kebab-case")]
pub enum Transport {
    Stdio,
    Sse,
    StreamableHttp,
}

/// The type of a warehouse; never its host, account or database.
#[derive(Clone, Copy, TelemetryEnum)]
pub enum Warehouse {
    Snowflake,
    #[label = "bigquery"]
    BigQuery,
    Databricks,
    Redshift,
    Postgres,
    #[label = "mysql"]
    MySql,
    #[label = "sqlserver"]
    SqlServer,
    #[label = "duckdb"]
    DuckDb,
    #[label = "sqlite"]
    Sqlite,
    Oracle,
    Trino,
    #[label = "clickhouse"]
    ClickHouse,
    Other,
}
