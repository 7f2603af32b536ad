//! What a session of the application tracks: it starts, runs tools, fails, compacts, recovers and ends.

use std::error::Error;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use telemetry::{Set, Telemetry};

use crate::events::*;
use crate::work::Work;

/// The whole session.
pub fn session(telemetry: &Telemetry<Altimate>, work: &Work) {
    start(telemetry);
    tools(telemetry, work);
    statements(telemetry, work);
    services(telemetry, work);
    compaction(telemetry);
    end(telemetry, work);
}

const MESSAGE: &str = "msg_01JD8Q2V9X7K3M5N";

fn model() -> Model {
    "claude-sonnet-4-5".into()
}

fn start(telemetry: &Telemetry<Altimate>) {
    telemetry.track(SessionStart {
        model_id: model(),
        provider_id: "anthropic".into(),
        agent: Agent::Builder,
        project_id: "git:acme/warehouse",
        os: std::env::consts::OS,
        arch: std::env::consts::ARCH,
        node_version: "22",
    });
    telemetry.track(EngineStarted {
        engine_version: release("0.5.2"),
        python_version: "3.12",
        extras: Some("warehouses"),
        status: EngineStatus::Started,
        duration_ms: Duration::from_millis(840),
    });
    telemetry.track(EnvironmentCensus {
        warehouse_types: Set::from([Warehouse::Postgres, Warehouse::Snowflake]),
        warehouse_count: 3,
        dbt_detected: true,
        dbt_adapter: Some("snowflake"),
        dbt_model_count_bucket: 137,
        dbt_source_count_bucket: 0,
        dbt_test_count_bucket: 1200,
        connection_sources: Set::from([ConnectionSource::DbtProfiles]),
        mcp_server_count: 1,
        skill_count: 12,
        os: std::env::consts::OS,
        feature_flags: Set::from([FeatureFlag::PlanMode, FeatureFlag::Lsp]),
    });
    telemetry.track(AuthLogin {
        provider_id: "anthropic".into(),
        method: AuthMethod::OAuth,
        status: Status::Success,
        error_class: None,
        error: None,
    });
    telemetry.track(CommandExecuted {
        command_name: "review",
        command_source: CommandSource::Command,
        message_id: MESSAGE,
    });
    telemetry.track(SkillUsed {
        message_id: MESSAGE,
        skill_name: "janes-secret-skill",
        skill_source: SkillSource::Project,
        duration_ms: Duration::from_millis(12),
        trigger: SkillTrigger::LlmSelected,
        has_followups: true,
        followup_count: 2,
    });
    generation(telemetry, 1, 12_400);
}

fn release(text: &str) -> String {
    text.parse::<Release>().map_or_else(|()| String::new(), |release| release.to_string())
}

fn generation(telemetry: &Telemetry<Altimate>, number: u32, tokens: u64) {
    telemetry.track(Generation {
        message_id: MESSAGE,
        model_id: model(),
        provider_id: "anthropic".into(),
        agent: Agent::Builder,
        finish_reason: "tool-calls",
        cost: 0.0421,
        duration_ms: Duration::from_millis(5210),
        tokens_input: tokens,
        tokens_output: 512,
        tokens_input_total: tokens + 9_000,
        tokens_reasoning: None,
        tokens_cache_read: Some(9_000),
        tokens_cache_write: Some(0),
    });
    telemetry.track(ContextUtilization {
        model_id: model(),
        tokens_used: tokens + 9_512,
        context_limit: 200_000,
        utilization_pct: (tokens + 9_512) as f64 / 2_000.0,
        generation_number: number,
        cache_hit_ratio: 9_000.0 / (tokens + 9_000) as f64,
    });
}

/// One call of a tool for each file that cannot be opened, and each set of arguments.
fn tools(telemetry: &Telemetry<Altimate>, work: &Work) {
    let mut index = 0;
    let mut call = |tool_name, tool_category, input: &Value, error: Option<&ToolError>| {
        telemetry.track(ToolCall {
            message_id: MESSAGE,
            tool_name,
            tool_type: ToolType::Standard,
            tool_category,
            status: if error.is_some() { Status::Error } else { Status::Success },
            duration_ms: Duration::from_millis(31),
            sequence_index: index,
            previous_tool: (index > 0).then_some(Tool::Read),
            input_signature: Some(input),
            error_class: error.map(|error| class(error)),
            error: error.map(|error| -> &dyn Error { error }),
        });
        index += 1;
    };
    for path in &work.files {
        let Err(source) = File::open(path) else { continue };
        let error = ToolError::File { path: path.clone(), source };
        call(
            Tool::Read,
            ToolCategory::File,
            &json!({ "path": path.to_string_lossy() }),
            Some(&error),
        );
        call(
            Tool::Edit,
            ToolCategory::File,
            &Value::Null,
            Some(&ToolError::FileStale(path.clone())),
        );
    }
    for arguments in &work.arguments {
        call(Tool::SchemaSearch, ToolCategory::Schema, arguments, None);
        let error = ToolError::EditMismatch(PathBuf::from("/home/jane/models/orders.sql"));
        telemetry.track(CoreFailure {
            tool_name: Tool::Edit,
            tool_category: ToolCategory::File,
            error_class: class(&error),
            error_message: &error,
            input_signature: arguments,
            masked_args: Some(arguments),
            duration_ms: Duration::from_millis(3),
        });
    }
    telemetry.track(PermissionDenied {
        tool_name: Tool::Bash,
        tool_category: ToolCategory::Shell,
        source: DeniedBy::User,
    });
    telemetry.track(DoomLoopDetected { tool_name: Tool::Grep, repeat_count: 3 });
}

/// What the error is.
fn class(error: &(dyn Error + 'static)) -> ErrorClass {
    error.into()
}

fn statements(telemetry: &Telemetry<Altimate>, work: &Work) {
    for (sql, refusal) in &work.statements {
        let error = SqlError::Refused { message: refusal.clone(), is_syntax: true };
        telemetry.track(SqlExecuteFailure {
            warehouse_type: Warehouse::Postgres,
            query_type: QueryType::Select,
            error_class: class(&error),
            error_message: &error,
            masked_sql: sql,
            duration_ms: Duration::from_millis(77),
        });
        telemetry.track(NativeCall {
            method: "sql.validate",
            status: Status::Error,
            duration_ms: Duration::from_millis(2),
            error_class: Some(class(&error)),
            error: Some(&error),
        });
    }
}

/// What is said by others, in all the places where that can be.
fn services(telemetry: &Telemetry<Altimate>, work: &Work) {
    for complaint in &work.complaints {
        let error = io::Error::new(ErrorKind::ConnectionRefused, complaint.clone());
        let error_class = class(&error);
        telemetry.track(ProviderError {
            provider_id: "openai".into(),
            model_id: "my-proxy/gpt-4o".into(),
            error_type: error_class,
            error_message: &error,
            http_status: Some(401),
        });
        telemetry.track(McpServerStatus {
            server_name: "janes-laptop".into(),
            transport: Transport::StreamableHttp,
            status: ServerStatus::Error,
            error_class: Some(error_class),
            error: Some(&error),
            duration_ms: None,
        });
        telemetry.track(EngineError {
            phase: EnginePhase::PipInstall,
            error_class,
            error_message: &error,
        });
        telemetry.track(UpgradeAttempted {
            from_version: release("1.4.2"),
            to_version: release("1.5.0"),
            method: UpgradeMethod::Npm,
            status: Status::Error,
            error_class: Some(error_class),
            error: Some(&error),
        });
        telemetry.track(ErrorOccurred {
            error_name: ErrorName::UnhandledError,
            error_message: complaint.into(),
            context: ErrorContext::Session,
        });
    }
    telemetry.track(McpServerCensus {
        server_name: "github".into(),
        transport: Transport::Stdio,
        tool_count: 26,
        resource_count: 0,
    });
}

fn compaction(telemetry: &Telemetry<Altimate>) {
    generation(telemetry, 2, 180_000);
    telemetry
        .track(CompactionTriggered { trigger: CompactionTrigger::OverflowDetection, attempt: 1 });
    telemetry.track(ToolOutputsPruned { count: 14, tokens_pruned: 61_000 });
    telemetry.track(ContextOverflowRecovered {
        model_id: model(),
        provider_id: "anthropic".into(),
        tokens_used: 189_512,
    });
    telemetry.track(ErrorRecovered {
        error_type: ErrorClass::Timeout,
        recovery_strategy: RecoveryStrategy::Retry,
        attempts: 2,
        recovered: true,
        duration_ms: Duration::from_millis(4300),
    });
    telemetry.track(SessionForked { parent_session_id: "ses_01JD8PZ", message_count: 9 });
}

fn end(telemetry: &Telemetry<Altimate>, work: &Work) {
    let error = work.complaints.first().map(|complaint| io::Error::other(complaint.clone()));
    telemetry.track(AgentOutcome {
        agent: Agent::Builder,
        tool_calls: 9,
        generations: 2,
        duration_ms: Duration::from_secs(92),
        cost: 0.0842,
        compactions: 1,
        outcome: if error.is_some() { Outcome::Error } else { Outcome::Completed },
        final_tool: Some(Tool::SqlExecute),
        error_class: error.as_ref().map(|error| class(error)),
        reason: error.as_ref().map(|error| -> &dyn Error { error }),
    });
    telemetry.track(AuthLogout { provider_id: "anthropic".into() });
    telemetry.track(SessionEnd {
        total_cost: 0.0842,
        total_tokens: 193_024,
        tool_call_count: 9,
        duration_ms: Duration::from_secs(95),
    });
}
